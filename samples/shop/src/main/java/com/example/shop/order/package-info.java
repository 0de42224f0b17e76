/** Orders: stock is taken, the card is charged, and what happened is told. */
@NullMarked
package com.example.shop.order;

import org.jspecify.annotations.NullMarked;
