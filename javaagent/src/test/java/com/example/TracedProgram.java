package com.example;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs from within methods that a tracing agent is told to trace, and prints the trace ids. */
public final class TracedProgram {
  private static final Logger LOG = LoggerFactory.getLogger("com.example.Traced");

  private TracedProgram() {}

  public static void main(String[] arguments) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    AppenderBase<ILoggingEvent> console =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            System.out.println(event.getMDCPropertyMap().get("trace_id"));
          }
        };
    console.setContext(context);
    console.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
    order(1);
    order(2);
  }

  /** One trace. */
  static void order(int number) {
    LOG.info("order {} accepted", number);
  }
}
