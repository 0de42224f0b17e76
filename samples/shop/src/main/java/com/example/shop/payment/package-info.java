/** Charges cards at a provider that sometimes refuses. */
@NullMarked
package com.example.shop.payment;

import org.jspecify.annotations.NullMarked;
