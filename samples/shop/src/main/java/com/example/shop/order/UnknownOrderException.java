package com.example.shop.order;

/** No order has this number. */
public final class UnknownOrderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownOrderException(long id) {
    super("no order " + id);
  }
}
