package com.example;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.MDC;

/** Logs through JBoss LogManager as the LogManager of the JVM, and maybe a bridge. */
public final class JbossProgram {
  private JbossProgram() {}

  public static void main(String[] arguments) {
    System.out.println(LogManager.getLogManager().getClass().getName());
    if (arguments[0].equals("bridge")) {
      org.slf4j.bridge.SLF4JBridgeHandler.removeHandlersForRootLogger();
      org.slf4j.bridge.SLF4JBridgeHandler.install();
      Logger.getLogger("com.example.Jboss").info("bridged");
      return;
    }
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new Printing());
    Logger log = Logger.getLogger("com.example.Jboss");
    MDC.put("order", "17");
    log.log(Level.INFO, "order {0} accepted", 17);
    MDC.remove("order");
    log.fine("not loggable");
    log.log(org.jboss.logmanager.Level.FATAL, "failed", new IllegalStateException("outer"));
    int[] asked = {0};
    log.setFilter(
        record -> {
          asked[0]++;
          record.setMessage(record.getMessage().replace("4111", "***"));
          return !record.getMessage().contains("refused");
        });
    log.info("card 4111");
    log.info("refused");
    ((org.jboss.logmanager.Logger) log)
        .logRaw(
            new ExtLogRecord(
                org.jboss.logmanager.Level.TRACE,
                "a record as it is",
                JbossProgram.class.getName()));
    System.out.println("asked " + asked[0]);
  }

  private static final class Printing extends Handler {
    @Override
    public void publish(LogRecord record) {
      System.out.println("printed " + ((ExtLogRecord) record).getFormattedMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
