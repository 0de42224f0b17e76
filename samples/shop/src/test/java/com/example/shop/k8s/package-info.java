/** Checks the manifests without a cluster. */
@NullMarked
package com.example.shop.k8s;

import org.jspecify.annotations.NullMarked;
