/** Reads back what arrived at the destination and proves that nothing is missing. */
@NullMarked
package com.example.shop.report;

import org.jspecify.annotations.NullMarked;
