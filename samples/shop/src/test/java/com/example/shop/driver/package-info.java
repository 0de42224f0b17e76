/** Tests of the driver. */
@NullMarked
package com.example.shop.driver;

import org.jspecify.annotations.NullMarked;
