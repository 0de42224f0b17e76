package com.example;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs to a console, by appenders that write at once or on a thread of their own. */
public final class ConsoleAppenderProgram {
  public static final int EVENTS = 300;

  private ConsoleAppenderProgram() {}

  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "logback" -> logback(false);
      case "logback-async" -> logback(true);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.out.println("printed by the program");
  }

  private static void logback(boolean async) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %msg%n");
    encoder.start();
    console.setEncoder(encoder);
    console.setContext(context);
    console.start();
    context
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .addAppender(async ? behindAQueue(context, console) : console);
    Logger log = LoggerFactory.getLogger("com.example.Program");
    log.info("event {}", 1);
    Agent.await();
    for (int i = 2; i <= EVENTS; i++) {
      log.info("event {}", i);
    }
    context.stop();
  }

  private static Appender<ILoggingEvent> behindAQueue(
      LoggerContext context, Appender<ILoggingEvent> console) {
    AsyncAppender appender = new AsyncAppender();
    appender.setContext(context);
    appender.setDiscardingThreshold(0);
    appender.setMaxFlushTime(30_000);
    appender.addAppender(console);
    appender.start();
    return appender;
  }
}
