package io.ringtail.process;

import ch.qos.logback.classic.LoggerContext;
import io.ringtail.logback.RingtailAppender;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

/** Logs one event of each kind, with nothing that SLF4J 1.7 does not have, but for key-values. */
final class EveryKindOfEvent {
  private EveryKindOfEvent() {}

  public static void main(String[] arguments) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    RingtailAppender appender = new RingtailAppender();
    appender.setContext(context);
    appender.setName("RINGTAIL");
    appender.setCallerData("true");
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);

    Logger log = LoggerFactory.getLogger("com.example.Program");
    MDC.put("traceId", "4bf9");
    log.info(MarkerFactory.getMarker("AUDIT"), "order {} accepted", 17);
    MDC.clear();
    Exception failure = new IllegalStateException("outer", new IOException("reset"));
    failure.addSuppressed(new IOException("closing"));
    log.error("failed", failure);
    if (arguments.length > 0) {
      KeyValueEvent.log(log);
    }
  }

  /** Apart, so that it is loaded only where SLF4J 2 is. */
  private static final class KeyValueEvent {
    static void log(Logger log) {
      log.atInfo().addKeyValue("orderId", 17).log("with key-values");
    }
  }
}
