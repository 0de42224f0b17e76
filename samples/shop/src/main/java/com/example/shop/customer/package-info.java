/** Who buys. */
@NullMarked
package com.example.shop.customer;

import org.jspecify.annotations.NullMarked;
