package io.ringtail.bench.subject;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/**
 * The baselines. It implements {@link Appender} directly, as Ringtail does: what Logback's base
 * class costs is not counted as ours, nor hidden in the baseline.
 */
final class DoNothing extends ContextAwareBase implements Appender<ILoggingEvent> {
  private final boolean renders;
  private String name = "";
  private boolean started;

  DoNothing(boolean renders) {
    this.renders = renders;
  }

  /** Written with a plain store, so that nothing that was asked for is optimised away. */
  @SuppressWarnings("unused")
  private Object sink = "";

  @Override
  public void doAppend(ILoggingEvent event) {
    if (renders) {
      sink = event.getFormattedMessage();
      sink = event.getMDCPropertyMap();
      sink = event.getThreadName();
    }
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public void setName(String name) {
    this.name = name;
  }

  @Override
  public void start() {
    started = true;
  }

  @Override
  public void stop() {
    started = false;
  }

  @Override
  public boolean isStarted() {
    return started;
  }

  @Override
  public void addFilter(Filter<ILoggingEvent> filter) {
    throw new UnsupportedOperationException("the baseline has no filters");
  }

  @Override
  public void clearAllFilters() {}

  @Override
  public List<Filter<ILoggingEvent>> getCopyOfAttachedFiltersList() {
    return List.of();
  }

  @Override
  public FilterReply getFilterChainDecision(ILoggingEvent event) {
    return FilterReply.NEUTRAL;
  }
}
