package com.example;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

/** Logs through Logback, in the way that its argument names. Links to nothing newer than 1.2. */
public final class LogbackProgram {
  public static final int EVENTS = 1_000;

  private LogbackProgram() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "every-kind" -> everyKind();
      case "reset" -> reset();
      case "redact" -> redact();
      case "many" -> many();
      case "exit" -> {
        many();
        System.exit(3);
      }
      case "late-hook" -> lateHook();
      case "until-killed" -> untilKilled();
      case "recursion" -> recursion();
      case "foreign" -> foreign();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void everyKind() {
    Logger log = LoggerFactory.getLogger("com.example.Program");
    MDC.put("trace_id", "4bf92f35");
    MDC.put("span_id", "00f067aa");
    log.info(MarkerFactory.getMarker("AUDIT"), "order {} accepted", 17);
    MDC.clear();
    log.debug("by default the root logger lets DEBUG pass");
    log.error("failed", new IllegalStateException("outer", new java.io.IOException("reset")));
  }

  /** As Spring Boot does while it starts. */
  private static void reset() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LoggerFactory.getLogger("com.example.Before").info("before the reset");
    context.stop();
    context.reset();
    LoggerFactory.getLogger("com.example.Between").info("between, with no appender at all");
    context.start();
    LoggerFactory.getLogger("com.example.After").info("after the reset");
  }

  /** An appender that masks what it must not show, before anybody has formatted the event. */
  private static void redact() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    AppenderBase<ILoggingEvent> masking =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            event.getArgumentArray()[0] = "***";
            System.out.println(event.getFormattedMessage());
          }
        };
    masking.setContext(context);
    masking.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(masking);
    LoggerFactory.getLogger("com.example.Cards").info("card {}", "4111111111111111");
  }

  private static void many() {
    Logger log = quiet();
    for (int i = 1; i <= EVENTS; i++) {
      log.info("event {}", i);
    }
  }

  private static void lateHook() {
    Logger log = quiet();
    log.info("from main");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    log.info("good-bye {}", i);
                  }
                },
                "beans"));
  }

  private static void untilKilled() throws InterruptedException {
    Logger log = quiet();
    CountDownLatch never = new CountDownLatch(1);
    Thread worker =
        new Thread(
            () -> {
              for (int i = 1; ; i++) {
                log.info("event {}", i);
                if (i == EVENTS) {
                  System.out.println("ready");
                }
                java.util.concurrent.locks.LockSupport.parkNanos(50_000);
              }
            });
    worker.setDaemon(true);
    worker.start();
    never.await();
  }

  /** An argument that logs while it is rendered: an event of its own, and not in the way. */
  private static void recursion() {
    Logger log = LoggerFactory.getLogger("com.example.Outer");
    Object argument =
        new Object() {
          @Override
          public String toString() {
            LoggerFactory.getLogger("com.example.Inner").info("inner");
            java.util.logging.Logger.getLogger("com.example.Jul").info("from inside");
            return "argument";
          }
        };
    log.info("outer {}", argument);
  }

  /** Has an appender of somebody else's, for the same destination. */
  private static void foreign() throws ClassNotFoundException {
    LoggerFactory.getLogger("com.example.Program").info("before");
    Class<?> appender =
        Class.forName(
            "ca.pjer.logback.AwsLogsAppender", false, LogbackProgram.class.getClassLoader());
    LoggerFactory.getLogger("com.example.Program").info("loaded {}", appender.getSimpleName());
  }

  private static Logger quiet() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    return LoggerFactory.getLogger("com.example.Program");
  }
}
