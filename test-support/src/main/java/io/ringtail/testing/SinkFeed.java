package io.ringtail.testing;

import io.ringtail.batch.BatchAssembler;
import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordId;
import io.ringtail.event.Level;
import io.ringtail.event.RecordForm;
import io.ringtail.sink.DeadLetters;
import io.ringtail.sink.Delivery;
import io.ringtail.sink.Fallback;
import io.ringtail.sink.FixedBatchSupply;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.SinkHandle;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Telemetry;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Records for one destination, numbered from 0 on where the sink wants ids, through batches and
 * delivery as in a pipeline: what is not taken is sent again without end, and who adds waits while
 * all batches are under way.
 *
 * <p>Threading: one thread.
 */
public final class SinkFeed implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Telemetry telemetry;
  private final RecordForm form;
  private final Delivery delivery;
  private final BatchAssembler assembler;
  private final long origin;
  private long number;

  /**
   * @param batches that exist at once
   */
  public SinkFeed(SinkFactory factory, SinkContext context, Destination destination, int batches) {
    telemetry = new Telemetry(factory.name());
    origin = RecordId.origin(destination.group(), destination.stream());
    form = factory.limits().form();
    delivery =
        new Delivery(
            new FixedBatchSupply(factory.limits(), batches),
            factory.maxConcurrentSends(),
            new SinkHandle(factory, context, cause -> "the test waits"),
            Fallback.FILES,
            DeadLetters.NONE,
            telemetry,
            Clock.SYSTEM,
            () -> {});
    assembler = new BatchAssembler(delivery, () -> destination, Long.MAX_VALUE);
    telemetry.holdsEvents(assembler::openRecords);
  }

  /** Takes one record; waits for room. */
  public void add(byte[] json, long timeMillis) {
    if (!assembler.hasRoom()) {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .until(assembler::hasRoom);
    }
    append(json, timeMillis);
  }

  /** Takes one record if there is room. */
  public boolean offer(byte[] json, long timeMillis) {
    if (!assembler.hasRoom()) {
      return false;
    }
    append(json, timeMillis);
    return true;
  }

  /** Sends what there is. */
  public void flush() {
    assembler.flush();
  }

  /** Sends what there is, and waits until every record has had its outcome. */
  public void finish() throws InterruptedException {
    flush();
    if (!delivery.awaitDone(delivery.submitted(), System.nanoTime() + PATIENCE.toNanos())) {
      throw new AssertionError("after " + PATIENCE + ": " + telemetry.accounts());
    }
  }

  public Telemetry telemetry() {
    return telemetry;
  }

  @Override
  public void close() {
    delivery.stop();
  }

  private void append(byte[] json, long timeMillis) {
    byte[] formed = form.of(json);
    telemetry.countCaptured();
    assembler.append(
        formed, formed.length, json.length, timeMillis, Level.INFO, false, System.nanoTime());
    assembler.identify(origin, number++);
  }
}
