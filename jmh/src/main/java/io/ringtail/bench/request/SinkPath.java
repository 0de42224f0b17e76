package io.ringtail.bench.request;

import io.ringtail.batch.BatchAssembler;
import io.ringtail.batch.BatchPool;
import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.config.ConfigReader;
import io.ringtail.event.Level;
import io.ringtail.event.RecordForm;
import io.ringtail.metadata.Surroundings;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkCatalog;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.telemetry.StderrNotices;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our sink, through its SPI: a batch as the pipeline fills it, sent as the pipeline sends it. */
public final class SinkPath implements RequestPath, BatchPool {
  private static final int RECORDS_PER_MILLI = 20;
  private static final long FINISH_NANOS = 60_000_000_000L;

  private final SinkFactory factory;
  private final Sink sink;
  private final ArrayDeque<RecordBatch> free = new ArrayDeque<>();
  private final BatchAssembler assembler;
  private @Nullable Exception failure;

  /**
   * @param name of the sink, which finds its options among the system properties
   */
  public SinkPath(String name) throws Exception {
    SinkCatalog sinks = SinkCatalog.load(SinkPath.class.getClassLoader());
    SinkFactory found = sinks.find(name);
    if (found == null) {
      throw new IllegalStateException("no sink " + name + " among " + sinks.names());
    }
    factory = found;
    sink =
        factory.open(
            SinkContext.of(
                ConfigReader.read(Surroundings.ofThisProcess(), Map.of()).config(),
                new StderrNotices()));
    Destination destination = new Destination(GROUP, "sink");
    assembler = new BatchAssembler(this, () -> destination, Long.MAX_VALUE);
  }

  /** How this sink wants its records. */
  public RecordForm form() {
    return factory.limits().form();
  }

  @Override
  public void send(RecordSource records, int count) throws Exception {
    long startMillis = System.currentTimeMillis();
    for (int i = 0; i < count; i++) {
      if (!assembler.hasRoom()) {
        throw new IllegalStateException("no room");
      }
      records.next();
      assembler.append(
          records.array(),
          records.length(),
          records.jsonBytes(),
          startMillis + i / RECORDS_PER_MILLI,
          Level.INFO,
          false,
          0);
    }
    assembler.flush();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public RecordBatch tryTake() {
    RecordBatch batch = free.poll();
    return batch == null ? new RecordBatch(factory.limits()) : batch;
  }

  @Override
  public void submit(RecordBatch batch) {
    try {
      Outcomes outcomes = sink.send(batch);
      for (int i = 0; i < outcomes.size(); i++) {
        if (!(outcomes.at(i) instanceof Outcome.Accepted)) {
          throw new IllegalStateException("record " + i + ": " + outcomes.at(i));
        }
      }
    } catch (Exception e) {
      failure = e;
    }
    batch.clear();
    free.add(batch);
  }

  @Override
  public void close() {
    // Outside of what is measured: what a sink keeps itself, an object that is not full say.
    sink.finish(System.nanoTime() + FINISH_NANOS);
    sink.close();
  }
}
