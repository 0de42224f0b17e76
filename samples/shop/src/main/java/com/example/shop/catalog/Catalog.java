package com.example.shop.catalog;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The products on the shelves. */
@Repository
public class Catalog {
  private static final Logger log = LoggerFactory.getLogger(Catalog.class);
  private static final int LOW_STOCK = 20;

  private final JdbcClient jdbc;

  Catalog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All products, by article number. */
  public List<Product> all() {
    return jdbc.sql("select sku, name, price_cents, stock from product order by sku")
        .query(Product.class)
        .list();
  }

  /** The product with this article number, if it is sold here. */
  public Optional<Product> find(String sku) {
    return jdbc.sql("select sku, name, price_cents, stock from product where sku = :sku")
        .param("sku", sku)
        .query(Product.class)
        .optional();
  }

  /**
   * Takes pieces off the shelf and warns when few are left.
   *
   * @throws OutOfStockException if there are not as many
   */
  public void take(String sku, int quantity) {
    int changed =
        jdbc.sql(
                "update product set stock = stock - :quantity"
                    + " where sku = :sku and stock >= :quantity")
            .param("quantity", quantity)
            .param("sku", sku)
            .update();
    if (changed == 0) {
      throw new OutOfStockException(sku, quantity);
    }
    find(sku).filter(product -> product.stock() < LOW_STOCK).ifPresent(Catalog::warnLow);
  }

  /** Puts pieces on the shelf: a delivery, or an order that came to nothing. */
  public void putBack(String sku, int quantity) {
    jdbc.sql("update product set stock = stock + :quantity where sku = :sku")
        .param("quantity", quantity)
        .param("sku", sku)
        .update();
  }

  List<Product> low() {
    return all().stream().filter(product -> product.stock() < LOW_STOCK).toList();
  }

  private static void warnLow(Product product) {
    log.atWarn()
        .addKeyValue("sku", product.sku())
        .addKeyValue("stock", product.stock())
        .log("stock of {} is low", product.name());
  }
}
