package com.example.shop.payment;

/** The card was not charged. */
public final class PaymentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PaymentException(String message, Throwable cause) {
    super(message, cause);
  }
}
