package com.example.shop.order;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

/** What a customer sends. */
record OrderRequest(
    @Positive long customerId,
    @NotBlank String sku,
    @Positive @Max(100) int quantity,
    @NotBlank String cardToken) {

  /** Without the card's token, which has no place in a log. */
  @Override
  public String toString() {
    return "customer " + customerId + ": " + quantity + " x " + sku;
  }
}
