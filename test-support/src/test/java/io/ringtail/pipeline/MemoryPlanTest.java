package io.ringtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.BatchLimits;
import io.ringtail.ring.EventRing;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {
  private static final long DAY = 86_400_000;

  /** The destinations that there are, and some that are hard to please. */
  private static final List<FakeFactory> SINKS =
      List.of(
          new FakeFactory("cloudwatch", new BatchLimits(10_000, 1_048_576, 26, DAY), 8, 1),
          new FakeFactory("firehose", new BatchLimits(500, 4 << 20, 0, Long.MAX_VALUE), 4, 2),
          new FakeFactory("kinesis", new BatchLimits(500, 5 << 20, 0, Long.MAX_VALUE), 4, 2),
          new FakeFactory("s3", new BatchLimits(100_000, 16 << 20, 1, Long.MAX_VALUE), 2, 1),
          new FakeFactory("stdout", new BatchLimits(10_000, 1 << 20, 1, Long.MAX_VALUE), 1, 0),
          new FakeFactory("tiny", new BatchLimits(10, 4_096, 0, 1_000), 16, 1),
          new FakeFactory("greedy", new BatchLimits(10_000, 1 << 20, 26, DAY), 4, 8));

  @Test
  void neverExceedsTheBufferBytes() {
    Random random = new Random(17);
    LongStream sizes =
        LongStream.concat(
            LongStream.iterate(2L << 20, size -> size <= 1L << 30, size -> size * 2),
            random.longs(2_000, 2L << 20, 1L << 30));
    sizes.forEach(
        size -> {
          for (FakeFactory sink : SINKS) {
            check(size, sink);
          }
        });
  }

  @Test
  void amplyBufferedDestinationsGetTheirWholeBatches() {
    for (FakeFactory sink : SINKS) {
      MemoryPlan plan = MemoryPlan.of(1L << 30, sink);
      assertThat(plan.limits()).as(sink.name()).isEqualTo(sink.limits());
      assertThat(plan.concurrentSends()).isEqualTo(sink.maxConcurrentSends());
    }
  }

  private static void check(long size, FakeFactory sink) {
    MemoryPlan plan = MemoryPlan.of(size, sink);
    String what = sink.name() + " with " + size + ": " + plan;
    assertThat(plan.bytes(sink)).as(what).isLessThanOrEqualTo(size);
    assertThat(plan.slots()).as(what).isPositive();
    assertThat(Integer.bitCount(plan.slots())).as(what).isEqualTo(1);
    assertThat(plan.ringBytes())
        .as(what)
        .isGreaterThan((long) plan.slots() * EventRing.slotBytes());
    assertThat(plan.concurrentSends()).as(what).isBetween(1, sink.maxConcurrentSends());
    assertThat(plan.maxBatches()).as(what).isGreaterThan(plan.concurrentSends() + 1);
    assertThat(plan.limits().maxBytes()).as(what).isLessThanOrEqualTo(sink.limits().maxBytes());
    assertThat(plan.limits().maxRecords()).as(what).isBetween(1, sink.limits().maxRecords());
  }

  /**
   * @param sendsPerByte heap that a send takes, in batches
   */
  private record FakeFactory(
      String name, BatchLimits limits, int maxConcurrentSends, int sendsPerByte)
      implements SinkFactory {
    @Override
    public long sendHeapBytes(BatchLimits ofBatch) {
      return (long) sendsPerByte * ofBatch.maxBytes();
    }

    @Override
    public Sink open(SinkContext context) {
      throw new UnsupportedOperationException();
    }
  }
}
