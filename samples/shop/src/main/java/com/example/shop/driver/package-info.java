/** Makes requests against a running shop, as its customers would. */
@NullMarked
package com.example.shop.driver;

import org.jspecify.annotations.NullMarked;
