/** A program without a framework. */
@NullMarked
package com.example.plain;

import org.jspecify.annotations.NullMarked;
