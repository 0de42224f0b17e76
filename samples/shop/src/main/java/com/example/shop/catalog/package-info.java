/** What the shop sells, and how much of it is left. */
@NullMarked
package com.example.shop.catalog;

import org.jspecify.annotations.NullMarked;
