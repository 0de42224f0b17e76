package com.example.shop.customer;

/** Somebody who may order. */
public record Customer(long id, String name, String city) {}
