package com.example;

import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Logs through java.util.logging, and maybe a bridge. */
public final class JulProgram {
  private JulProgram() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    Logger log = Logger.getLogger("com.example.Jul");
    switch (arguments[0]) {
      case "plain" -> plain(log);
      case "filter" -> filter(log);
      case "bridge" -> bridge(log);
      case "bridge-gone" -> {
        org.slf4j.bridge.SLF4JBridgeHandler.removeHandlersForRootLogger();
        org.slf4j.bridge.SLF4JBridgeHandler.install();
        log.info("bridged");
        // As the JVM's own shutdown hook does, while the program's are still at work.
        java.util.logging.LogManager.getLogManager().reset();
        log.info("what Logback would have said, nobody knows");
      }
      case "own-bridge" -> ownBridge(log);
      case "bridge-and-console" -> {
        // Beside the ConsoleHandler that the JDK has put there.
        org.slf4j.bridge.SLF4JBridgeHandler.install();
        log.info("bridged");
        Agent.await();
        log.info("bridged");
        refuseBelowWarn();
        log.info("refused by Logback");
      }
      case "auditing-filter" -> {
        org.slf4j.Logger audit = org.slf4j.LoggerFactory.getLogger("com.example.Audit");
        log.setFilter(
            record -> {
              audit.info("about to log: {}", record.getMessage());
              return true;
            });
        log.info("order accepted");
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.out.println(java.util.logging.LogManager.getLogManager().getClass().getName());
  }

  private static void plain(Logger log) {
    log.log(Level.INFO, "order {0} accepted", 17);
    log.fine("not loggable");
    log.log(Level.SEVERE, "failed", new IllegalStateException("outer"));
    log.log(new LogRecord(Level.FINEST, "a record that nobody has asked for"));
  }

  private static void filter(Logger log) {
    int[] asked = {0};
    log.setFilter(
        record -> {
          asked[0]++;
          record.setMessage(record.getMessage().replace("4111", "***"));
          return !record.getMessage().contains("refused");
        });
    log.info("card 4111");
    log.info("refused");
    log.info("third");
    System.out.println("asked " + asked[0]);
  }

  private static void bridge(Logger log) {
    org.slf4j.bridge.SLF4JBridgeHandler.removeHandlersForRootLogger();
    org.slf4j.bridge.SLF4JBridgeHandler.install();
    log.info("bridged");
    log.warning("bridged, too");
    // Logback lets nothing below WARN pass here: what it refuses, nobody ships.
    refuseBelowWarn();
    log.info("refused by Logback");
  }

  private static void refuseBelowWarn() {
    ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("com.example.Jul"))
        .setLevel(ch.qos.logback.classic.Level.WARN);
  }

  /** A bridge that nobody knows. */
  private static void ownBridge(Logger log) {
    log.setUseParentHandlers(false);
    log.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            org.slf4j.LoggerFactory.getLogger("com.example.Slf4j").info(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
    log.info("bridged");
  }
}
