package com.example.shop.customer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The customers' register. */
@Repository
public class Customers {
  private final JdbcClient jdbc;

  Customers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The customer with this number.
   *
   * @throws UnknownCustomerException if there is none
   */
  public Customer get(long id) {
    return jdbc.sql("select id, name, city from customer where id = :id")
        .param("id", id)
        .query(Customer.class)
        .optional()
        .orElseThrow(() -> new UnknownCustomerException(id));
  }
}
