package com.example.shop.order;

import com.example.shop.requestlog.LogContext;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrderController {
  private final Checkout checkout;
  private final Orders orders;

  OrderController(Checkout checkout, Orders orders) {
    this.checkout = checkout;
    this.orders = orders;
  }

  @PostMapping
  ResponseEntity<Order> place(@Valid @RequestBody OrderRequest request) {
    LogContext.customer(request.customerId());
    Order order = checkout.place(request);
    return ResponseEntity.created(URI.create("/orders/" + order.id())).body(order);
  }

  @GetMapping("/{id}")
  Order one(@PathVariable long id) {
    return orders.find(id).orElseThrow(() -> new UnknownOrderException(id));
  }
}
