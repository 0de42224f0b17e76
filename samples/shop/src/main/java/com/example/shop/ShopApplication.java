package com.example.shop;

import com.example.shop.delivery.DeliverySummary;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the shop. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
public class ShopApplication {

  public static void main(String[] args) {
    DeliverySummary summary = new DeliverySummary();
    // Before Boot adds its own, which stops the loggers: the first to be added runs last.
    SpringApplication.getShutdownHandlers().add(summary);
    SpringApplication shop = new SpringApplication(ShopApplication.class);
    shop.addListeners(summary);
    shop.run(args);
  }
}
