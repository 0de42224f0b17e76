package com.example.shop.twice;

import io.ringtail.pipeline.Telemetries;
import io.ringtail.telemetry.Accounts;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Logs before Boot knows of it, while Boot starts, afterwards, and while it ends; then ends in the
 * way that its first argument names. The second, `alone` or `busy`, says whether another thread
 * logs all the time.
 */
@Configuration(proxyBeanMethods = false)
class TwiceConfigured {
  static final int EVENTS_EACH = 300;
  static final String ACCOUNTS_MARK = "accounts of a pipeline: ";
  static final String START_MARK = "milliseconds that Boot took to start: ";

  private static final Logger LOG = LoggerFactory.getLogger(TwiceConfigured.class);

  public static void main(String[] args) {
    say("before");
    if (args[1].equals("busy")) {
      logAllTheTime();
    }
    // The first handler to be added runs last: when Boot has stopped the loggers.
    SpringApplication.getShutdownHandlers().add(TwiceConfigured::printAccounts);
    SpringApplication program = new SpringApplication(TwiceConfigured.class);
    program.setWebApplicationType(WebApplicationType.NONE);
    program.addInitializers(context -> say("during"));
    long start = System.nanoTime();
    ConfigurableApplicationContext context = program.run();
    System.out.println(START_MARK + (System.nanoTime() - start) / 1_000_000);
    say("after");
    switch (args[0]) {
      case "return" -> {}
      case "exit" -> System.exit(SpringApplication.exit(context));
      case "halt" -> Runtime.getRuntime().halt(0);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  @Bean
  DisposableBean farewell() {
    return () -> say("late");
  }

  private static void say(String when) {
    for (int i = 1; i <= EVENTS_EACH; i++) {
      LOG.info("{} {}", when, i);
    }
  }

  private static void logAllTheTime() {
    Thread thread =
        new Thread(
            () -> {
              for (int i = 1; ; i++) {
                LOG.info("meanwhile {}", i);
                LockSupport.parkNanos(50_000);
              }
            },
            "busy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void printAccounts() {
    Telemetries.all()
        .forEach(
            telemetry -> {
              Accounts accounts = telemetry.accounts();
              System.out.printf(
                  ACCOUNTS_MARK + "%d %d %d %d%n",
                  accounts.captured(),
                  accounts.delivered(),
                  accounts.totalDropped() + accounts.handedOver(),
                  accounts.held());
            });
  }
}
