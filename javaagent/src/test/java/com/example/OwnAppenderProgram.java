package com.example;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.ringtail.logback.RingtailAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has our appender itself, for a while. */
public final class OwnAppenderProgram {
  private OwnAppenderProgram() {}

  public static void main(String[] arguments) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    switch (arguments[0]) {
      case "for-a-while" -> forAWhile(context);
      case "one-logger" -> oneLogger(context);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void forAWhile(LoggerContext context) {
    Logger log = LoggerFactory.getLogger("com.example.Program");
    log.info("before the appender");
    RingtailAppender appender = started(context);
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    log.info("with the appender");
    new LoggerContext().getLogger("com.example.Other").info("in another context");
    context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
    appender.stop();
    log.info("after the appender");
  }

  private static void oneLogger(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%msg%n");
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setEncoder(encoder);
    console.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
    LoggerFactory.getLogger("com.example.Program").info("before the appender");
    Agent.await();
    context.getLogger("com.example.Shipped").addAppender(started(context));
    LoggerFactory.getLogger("com.example.Shipped").info("shipped");
    LoggerFactory.getLogger("com.example.Program").info("of another logger");
    context.stop();
  }

  private static RingtailAppender started(LoggerContext context) {
    RingtailAppender appender = new RingtailAppender();
    appender.setContext(context);
    appender.start();
    return appender;
  }
}
