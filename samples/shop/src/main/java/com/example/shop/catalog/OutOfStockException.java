package com.example.shop.catalog;

/** Fewer pieces are left than were asked for. */
public final class OutOfStockException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutOfStockException(String sku, int quantity) {
    super("fewer than " + quantity + " of " + sku + " left");
  }
}
