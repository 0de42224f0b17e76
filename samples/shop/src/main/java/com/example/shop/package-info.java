/** A small web shop whose logs are worth reading. */
@NullMarked
package com.example.shop;

import org.jspecify.annotations.NullMarked;
