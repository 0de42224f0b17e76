package io.ringtail.testing;

import io.ringtail.batch.BatchLimits;
import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import java.util.List;
import java.util.function.Function;

/**
 * A sink's own factory, but for where the sink leads: to a test's endpoint, say.
 *
 * @param real everything else
 * @param opening makes the sink
 */
public record RedirectedSinkFactory(SinkFactory real, Function<SinkContext, Sink> opening)
    implements SinkFactory {
  @Override
  public String name() {
    return real.name();
  }

  @Override
  public List<ConfigProblem> check(SinkSettings settings) {
    return real.check(settings);
  }

  @Override
  public DestinationNames names(SinkSettings settings, DestinationNames logs) {
    return real.names(settings, logs);
  }

  @Override
  public BatchLimits limits() {
    return real.limits();
  }

  @Override
  public long lingerMillis(SinkSettings settings, long lingerMillis) {
    return real.lingerMillis(settings, lingerMillis);
  }

  @Override
  public int maxConcurrentSends() {
    return real.maxConcurrentSends();
  }

  @Override
  public long sendHeapBytes(BatchLimits limits) {
    return real.sendHeapBytes(limits);
  }

  @Override
  public Sink open(SinkContext context) {
    return opening.apply(context);
  }
}
