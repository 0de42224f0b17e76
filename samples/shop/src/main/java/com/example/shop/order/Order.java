package com.example.shop.order;

/** An order that was paid. */
record Order(long id, long customerId, String sku, int quantity, long totalCents, String status) {}
