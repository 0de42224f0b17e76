package io.ringtail.bench.encode;

import io.ringtail.batch.BatchAssembler;
import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.BatchPool;
import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.event.Level;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the bytes of one record to a sealed batch within CloudWatch's limits: append, and each
 * record's share of cutting and sealing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class BatchBenchmark {
  private static final int RECORDS_PER_MILLI = 20;
  private static final long START_MILLIS = 1_795_298_400_000L;
  private static final BatchLimits CLOUDWATCH =
      new BatchLimits(10_000, 1_048_576, 26, TimeUnit.HOURS.toMillis(24));

  /**
   * Every so many records one comes a millisecond late, as two threads bring it about; then its
   * batch is sorted. 0: never.
   */
  @Param({"0", "1000"})
  public int lateEvery;

  private final byte[] record = new byte[350];
  private final Recycler pool = new Recycler();
  private final Destination destination = new Destination("group", "stream");
  private final BatchAssembler assembler =
      new BatchAssembler(pool, () -> destination, TimeUnit.SECONDS.toNanos(1));
  private long count;

  /** One record of 350 bytes. */
  @Benchmark
  public boolean record() {
    boolean room = assembler.hasRoom();
    long millis = START_MILLIS + ++count / RECORDS_PER_MILLI;
    if (lateEvery > 0 && count % lateEvery == 0) {
      millis--;
    }
    assembler.append(record, record.length, record.length, millis, Level.INFO, false, count);
    return room;
  }

  /** Takes a batch back at once, as if it had been delivered. */
  private static final class Recycler implements BatchPool {
    private final ArrayDeque<RecordBatch> free = new ArrayDeque<>();

    @Override
    public @Nullable RecordBatch tryTake() {
      RecordBatch batch = free.poll();
      return batch == null ? new RecordBatch(CLOUDWATCH) : batch;
    }

    @Override
    public void submit(RecordBatch batch) {
      batch.clear();
      free.add(batch);
    }
  }
}
