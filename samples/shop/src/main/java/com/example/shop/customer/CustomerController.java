package com.example.shop.customer;

import com.example.shop.requestlog.LogContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CustomerController {
  private final Customers customers;

  CustomerController(Customers customers) {
    this.customers = customers;
  }

  @GetMapping("/customers/{id}")
  Customer one(@PathVariable long id) {
    LogContext.customer(id);
    return customers.get(id);
  }
}
