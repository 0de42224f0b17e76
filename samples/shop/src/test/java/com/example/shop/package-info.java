/** Runs the shop for real and reads what it answers and logs. */
@NullMarked
package com.example.shop;

import org.jspecify.annotations.NullMarked;
