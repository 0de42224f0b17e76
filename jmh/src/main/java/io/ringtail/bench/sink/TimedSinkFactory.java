package io.ringtail.bench.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.firehose.FirehoseSinkFactory;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * RINGTAIL_SINK=timed: the sink for Firehose, with a clock. A record whose message is {@code
 * called=NANOS} has been on its way from that {@link System#nanoTime} until it was acknowledged.
 */
public final class TimedSinkFactory implements SinkFactory {
  static final String NAME = "timed";
  static final String CALLED = "called=";

  private static final byte[] MARK = CALLED.getBytes(US_ASCII);
  private static final Histogram LATENCIES = new ConcurrentHistogram(600_000_000_000L, 3);

  private final SinkFactory timed = new FirehoseSinkFactory();

  /** Nanoseconds of all records so far, which begin anew. */
  static Histogram takeLatencies() {
    Histogram taken = LATENCIES.copy();
    LATENCIES.reset();
    return taken;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DestinationNames names(SinkSettings settings, DestinationNames logs) {
    return timed.names(settings, logs);
  }

  @Override
  public BatchLimits limits() {
    return timed.limits();
  }

  @Override
  public int maxConcurrentSends() {
    return timed.maxConcurrentSends();
  }

  @Override
  public long sendHeapBytes(BatchLimits limits) {
    return timed.sendHeapBytes(limits);
  }

  @Override
  public Sink open(SinkContext context) throws Exception {
    return new TimedSink(timed.open(context));
  }

  private record TimedSink(Sink next) implements Sink {
    @Override
    public Outcomes send(RecordBatch batch) throws Exception {
      Outcomes outcomes = next.send(batch);
      long now = System.nanoTime();
      for (int i = 0; i < batch.size(); i++) {
        if (outcomes.at(i) instanceof Outcome.Accepted) {
          record(batch, i, now);
        }
      }
      return outcomes;
    }

    private static void record(RecordBatch batch, int index, long now) {
      byte[] bytes = batch.array();
      int end = batch.offset(index) + batch.length(index);
      for (int at = batch.offset(index); at + MARK.length < end; at++) {
        if (isMark(bytes, at)) {
          LATENCIES.recordValue(Math.max(0, now - number(bytes, at + MARK.length)));
          return;
        }
      }
    }

    private static boolean isMark(byte[] bytes, int at) {
      for (int i = 0; i < MARK.length; i++) {
        if (bytes[at + i] != MARK[i]) {
          return false;
        }
      }
      return true;
    }

    private static long number(byte[] bytes, int from) {
      long number = 0;
      for (int at = from; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
        number = 10 * number + bytes[at] - '0';
      }
      return number;
    }

    @Override
    public void close() {
      next.close();
    }
  }
}
