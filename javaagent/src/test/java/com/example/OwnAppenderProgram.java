package com.example;

import ch.qos.logback.classic.LoggerContext;
import io.ringtail.logback.RingtailAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has our appender itself, for a while. */
public final class OwnAppenderProgram {
  private OwnAppenderProgram() {}

  public static void main(String[] arguments) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger log = LoggerFactory.getLogger("com.example.Program");
    log.info("before the appender");
    RingtailAppender appender = new RingtailAppender();
    appender.setContext(context);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    log.info("with the appender");
    context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
    appender.stop();
    log.info("after the appender");
  }
}
