package com.example.plain;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The least that a program needs: a logger. Where its events go is said in logback.xml. */
public final class Plain {
  private static final Logger log = LoggerFactory.getLogger(Plain.class);

  private Plain() {}

  public static void main(String[] args) {
    log.info("hello from {}", System.getProperty("java.vm.name"));
    log.atInfo().addKeyValue("orderId", 17).log("order accepted");
    log.error("order not paid", new IOException("card declined"));
  }
}
