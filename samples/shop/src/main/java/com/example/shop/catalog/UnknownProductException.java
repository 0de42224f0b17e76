package com.example.shop.catalog;

/** Nothing with this article number is sold here. */
public final class UnknownProductException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownProductException(String sku) {
    super("no product " + sku);
  }
}
