package com.example.shop.order;

import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The order book. */
@Repository
class Orders {
  private final JdbcClient jdbc;

  Orders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes a new order down and gives its number. */
  long open(OrderRequest request, long totalCents) {
    GeneratedKeyHolder key = new GeneratedKeyHolder();
    jdbc.sql(
            "insert into orders (customer_id, sku, quantity, total_cents, status)"
                + " values (:customerId, :sku, :quantity, :totalCents, 'OPEN')")
        .param("customerId", request.customerId())
        .param("sku", request.sku())
        .param("quantity", request.quantity())
        .param("totalCents", totalCents)
        .update(key, "id");
    return Objects.requireNonNull(key.getKey(), "the database gave no order number").longValue();
  }

  void setStatus(long id, String status) {
    jdbc.sql("update orders set status = :status where id = :id")
        .param("status", status)
        .param("id", id)
        .update();
  }

  Optional<Order> find(long id) {
    return jdbc.sql(
            "select id, customer_id, sku, quantity, total_cents, status from orders"
                + " where id = :id")
        .param("id", id)
        .query(Order.class)
        .optional();
  }
}
