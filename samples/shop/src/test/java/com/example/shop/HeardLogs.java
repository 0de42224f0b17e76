package com.example.shop;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What all loggers said while it was open. */
final class HeardLogs extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  HeardLogs() {
    setContext(root.getLoggerContext());
    start();
    root.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
  }

  /** The events of one logger within one request, in order. */
  List<ILoggingEvent> of(String requestId, String loggerSuffix) {
    return events.stream()
        .filter(event -> requestId.equals(event.getMDCPropertyMap().get("requestId")))
        .filter(event -> event.getLoggerName().endsWith(loggerSuffix))
        .toList();
  }

  /** The events of one logger, whatever they were logged for. */
  List<ILoggingEvent> of(String loggerSuffix) {
    return events.stream().filter(event -> event.getLoggerName().endsWith(loggerSuffix)).toList();
  }

  static Map<String, Object> keyValues(ILoggingEvent event) {
    return event.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
  }

  @Override
  public void close() {
    root.detachAppender(this);
    stop();
  }
}
