package com.example.shop.catalog;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Goes through the shelves from time to time and orders what is low. */
@Component
class StockCheck {
  private static final Logger log = LoggerFactory.getLogger(StockCheck.class);
  private static final int DELIVERY_SIZE = 500;

  private final Catalog catalog;

  StockCheck(Catalog catalog) {
    this.catalog = catalog;
  }

  @Scheduled(fixedDelayString = "${shop.stock-check.period}", initialDelayString = "PT1S")
  void run() {
    MDC.put("job", "stock-check");
    try {
      List<Product> low = catalog.low();
      for (Product product : low) {
        catalog.putBack(product.sku(), DELIVERY_SIZE);
        log.atInfo()
            .addKeyValue("sku", product.sku())
            .addKeyValue("delivered", DELIVERY_SIZE)
            .log("delivery of {} arrived", product.name());
      }
      log.atDebug().addKeyValue("lowProducts", low.size()).log("stock checked");
    } finally {
      MDC.remove("job");
    }
  }
}
