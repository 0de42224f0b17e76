/** Answers to requests that cannot be fulfilled. */
@NullMarked
package com.example.shop.problem;

import org.jspecify.annotations.NullMarked;
