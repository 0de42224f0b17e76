package com.example.boot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Logs before Spring is there, while it runs, and until it ends. */
@SpringBootApplication(proxyBeanMethods = false)
public class BootProgram {

  public static void main(String[] arguments) {
    Logger early = LoggerFactory.getLogger("com.example.boot.Early");
    early.info("before Spring");
    SpringApplication.run(BootProgram.class, arguments);
  }

  @Bean
  Load load() {
    return new Load();
  }
}
