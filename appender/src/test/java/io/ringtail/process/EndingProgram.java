package io.ringtail.process;

import ch.qos.logback.classic.LoggerContext;
import io.ringtail.logback.RingtailAppender;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and ends, in the way that its argument names. */
final class EndingProgram {
  static final int EVENTS = 1_000;

  private EndingProgram() {}

  public static void main(String[] arguments) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    RingtailAppender appender = new RingtailAppender();
    appender.setContext(context);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    Logger log = LoggerFactory.getLogger("com.example.Program");
    for (int i = 1; i <= EVENTS; i++) {
      log.info("event {}", i);
    }
    switch (arguments[0]) {
      case "return" -> {}
      case "exit" -> System.exit(3);
      case "stop" -> context.stop();
      case "exit-on-thread" -> new Thread(() -> System.exit(3), "shutdown-watcher").start();
      case "latch" -> {
        new Thread(EndingProgram::awaitForever, "shutdown-latch").start();
        System.exit(3);
      }
      case "late-hook" ->
          Runtime.getRuntime()
              .addShutdownHook(
                  new Thread(() -> logLate(log, context), "SpringApplicationShutdownHook"));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void awaitForever() {
    while (true) {
      LockSupport.park();
    }
  }

  /** As Spring Boot does: beans say good-bye for a while, then logging is stopped. */
  private static void logLate(Logger log, LoggerContext context) {
    for (int i = 0; i < 20; i++) {
      LockSupport.parkNanos(50_000_000);
      log.info("late event {}", i);
    }
    context.stop();
  }
}
