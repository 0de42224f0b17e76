package io.ringtail.sink;

import io.ringtail.batch.BatchLimits;
import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.SinkSettings;
import java.util.List;

/**
 * A sink's own factory, but for how the sink is opened.
 *
 * @param delegate everything else
 * @param opening makes the sink
 */
public record DelegatingSinkFactory(SinkFactory delegate, Opening opening) implements SinkFactory {
  /** As {@link SinkFactory#open}. */
  @FunctionalInterface
  public interface Opening {
    Sink open(SinkContext context) throws Exception;
  }

  @Override
  public String name() {
    return delegate.name();
  }

  @Override
  public List<ConfigProblem> check(SinkSettings settings) {
    return delegate.check(settings);
  }

  @Override
  public DestinationNames names(SinkSettings settings, DestinationNames logs) {
    return delegate.names(settings, logs);
  }

  @Override
  public BatchLimits limits() {
    return delegate.limits();
  }

  @Override
  public long lingerMillis(SinkSettings settings, long lingerMillis) {
    return delegate.lingerMillis(settings, lingerMillis);
  }

  @Override
  public int maxConcurrentSends() {
    return delegate.maxConcurrentSends();
  }

  @Override
  public long sendHeapBytes(BatchLimits limits) {
    return delegate.sendHeapBytes(limits);
  }

  @Override
  public Sink open(SinkContext context) throws Exception {
    return opening.open(context);
  }
}
