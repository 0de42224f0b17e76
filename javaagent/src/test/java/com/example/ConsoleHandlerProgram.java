package com.example;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Logs through java.util.logging to a console, at once or on a thread of its own. */
public final class ConsoleHandlerProgram {
  private ConsoleHandlerProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    jul(arguments[0].equals("jul-async"));
    System.out.println("printed by the program");
  }

  private static void jul(boolean async) throws InterruptedException {
    Logger log = Logger.getLogger("com.example.Jul");
    log.setUseParentHandlers(false);
    ConsoleHandler console = new ConsoleHandler();
    ExecutorService worker = Executors.newSingleThreadExecutor();
    log.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            if (async) {
              worker.execute(() -> console.publish(record));
            } else {
              console.publish(record);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
    log.info("event 1");
    Agent.await();
    for (int i = 2; i <= ConsoleAppenderProgram.EVENTS; i++) {
      log.info("event " + i);
    }
    worker.shutdown();
    worker.awaitTermination(30, TimeUnit.SECONDS);
  }
}
