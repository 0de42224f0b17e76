package io.ringtail.agent.ship;

import io.ringtail.batch.BatchLimits;
import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import java.util.List;

/** A sink that is opened no earlier than the {@link StartGate} allows. */
record GatedSinkFactory(SinkFactory next, StartGate gate) implements SinkFactory {
  @Override
  public String name() {
    return next.name();
  }

  @Override
  public List<ConfigProblem> check(SinkSettings settings) {
    return next.check(settings);
  }

  @Override
  public DestinationNames names(SinkSettings settings, DestinationNames logs) {
    return next.names(settings, logs);
  }

  @Override
  public BatchLimits limits() {
    return next.limits();
  }

  @Override
  public long lingerMillis(SinkSettings settings, long lingerMillis) {
    return next.lingerMillis(settings, lingerMillis);
  }

  @Override
  public int maxConcurrentSends() {
    return next.maxConcurrentSends();
  }

  @Override
  public long sendHeapBytes(BatchLimits limits) {
    return next.sendHeapBytes(limits);
  }

  @Override
  public Sink open(SinkContext context) throws Exception {
    gate.await();
    return next.open(context);
  }
}
