package com.example.shop.catalog;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class ProductController {
  private final Catalog catalog;

  ProductController(Catalog catalog) {
    this.catalog = catalog;
  }

  @GetMapping
  List<Product> all() {
    return catalog.all();
  }

  @GetMapping("/{sku}")
  Product one(@PathVariable String sku) {
    return catalog.find(sku).orElseThrow(() -> new UnknownProductException(sku));
  }
}
