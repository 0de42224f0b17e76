package com.example.shop.order;

import com.example.shop.catalog.Catalog;
import com.example.shop.catalog.Product;
import com.example.shop.catalog.UnknownProductException;
import com.example.shop.customer.Customer;
import com.example.shop.customer.Customers;
import com.example.shop.payment.CardPayments;
import com.example.shop.payment.PaymentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.springframework.stereotype.Service;

/** From a request to a paid order, or to a refusal that leaves the shelves as they were. */
@Service
class Checkout {
  private static final Logger log = LoggerFactory.getLogger(Checkout.class);
  private static final Marker AUDIT = MarkerFactory.getMarker("AUDIT");

  private final Customers customers;
  private final Catalog catalog;
  private final CardPayments payments;
  private final Orders orders;

  Checkout(Customers customers, Catalog catalog, CardPayments payments, Orders orders) {
    this.customers = customers;
    this.catalog = catalog;
    this.payments = payments;
    this.orders = orders;
  }

  Order place(OrderRequest request) {
    log.debug("checking out {}", request);
    Customer customer = customers.get(request.customerId());
    Product product =
        catalog.find(request.sku()).orElseThrow(() -> new UnknownProductException(request.sku()));
    long totalCents = product.priceCents() * request.quantity();
    catalog.take(product.sku(), request.quantity());
    long orderId = orders.open(request, totalCents);
    try {
      payments.charge(request.cardToken(), totalCents);
    } catch (PaymentException e) {
      giveUp(orderId, request, e);
      throw e;
    }
    orders.setStatus(orderId, "PAID");
    log.atInfo()
        .addMarker(AUDIT)
        .addKeyValue("orderId", orderId)
        .addKeyValue("totalCents", totalCents)
        .addKeyValue("firstClass", totalCents >= 10_000)
        .log("order {} of {} accepted", orderId, customer.name());
    return new Order(orderId, customer.id(), product.sku(), request.quantity(), totalCents, "PAID");
  }

  private void giveUp(long orderId, OrderRequest request, PaymentException refusal) {
    catalog.putBack(request.sku(), request.quantity());
    orders.setStatus(orderId, "REFUSED");
    log.atError()
        .addMarker(AUDIT)
        .addKeyValue("orderId", orderId)
        .setCause(refusal)
        .log("order {} not paid", orderId);
  }
}
