/** What every request's events have in common, and the one event that ends it. */
@NullMarked
package com.example.shop.requestlog;

import org.jspecify.annotations.NullMarked;
