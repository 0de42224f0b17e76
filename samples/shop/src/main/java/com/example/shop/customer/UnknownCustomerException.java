package com.example.shop.customer;

/** Nobody with this number is a customer here. */
public final class UnknownCustomerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownCustomerException(long id) {
    super("no customer " + id);
  }
}
