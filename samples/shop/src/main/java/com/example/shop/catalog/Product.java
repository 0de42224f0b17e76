package com.example.shop.catalog;

/** One article; {@code stock} is how many pieces are left, {@code priceCents} is for one piece. */
public record Product(String sku, String name, long priceCents, int stock) {}
