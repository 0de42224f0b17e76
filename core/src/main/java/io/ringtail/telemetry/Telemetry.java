package io.ringtail.telemetry;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The counters of one sink's part of a pipeline.
 *
 * <p>Each stage counts for itself what it holds, so that the sum is a check and not a definition.
 * Threading: safe; counting takes no lock.
 */
public final class Telemetry {
  private final String sink;
  private final LongAdder captured = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder handedOver = new LongAdder();
  private final LongAdder sentBytes = new LongAdder();
  private final LongAdder sends = new LongAdder();
  private final LongAdder throttles = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder deadLettersLost = new LongAdder();
  private final LossLedger losses = new LossLedger();
  private final CopyOnWriteArrayList<LongSupplier> capturers = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<LongSupplier> holders = new CopyOnWriteArrayList<>();

  /**
   * @param sink the name of the sink whose records are counted
   */
  public Telemetry(String sink) {
    this.sink = sink;
  }

  /** The name of the sink whose records are counted. */
  public String sink() {
    return sink;
  }

  public void countCaptured() {
    captured.increment();
  }

  public void countDelivered(long records) {
    delivered.add(records);
  }

  public void countHandedOver(long records) {
    handedOver.add(records);
  }

  /** A request that the destination answered or not, with {@code bytes} of records in it. */
  public void countSend(long bytes) {
    sends.increment();
    sentBytes.add(bytes);
  }

  public void countThrottle() {
    throttles.increment();
  }

  public void countRetry() {
    retries.increment();
  }

  /** Records that were refused, and are kept for people to look at and to send again. */
  public void countDeadLetters(long records) {
    deadLetters.add(records);
  }

  /** Of those, the ones that had to make room for newer ones. */
  public void countDeadLettersLost(long records) {
    deadLettersLost.add(records);
  }

  public LossLedger losses() {
    return losses;
  }

  /** A stage that numbers the events it takes says how many there were: they need no counter. */
  public void capturesEvents(LongSupplier count) {
    capturers.add(count);
  }

  /** A stage that holds events says how to count them. */
  public void holdsEvents(LongSupplier count) {
    holders.add(count);
  }

  public long captured() {
    return captured.sum() + sum(capturers);
  }

  public long delivered() {
    return delivered.sum();
  }

  public long handedOver() {
    return handedOver.sum();
  }

  public long sends() {
    return sends.sum();
  }

  public long sentBytes() {
    return sentBytes.sum();
  }

  public long throttles() {
    return throttles.sum();
  }

  public long retries() {
    return retries.sum();
  }

  public long deadLetters() {
    return deadLetters.sum();
  }

  public long deadLettersLost() {
    return deadLettersLost.sum();
  }

  public long held() {
    return sum(holders);
  }

  private static long sum(Iterable<LongSupplier> counts) {
    long sum = 0;
    for (LongSupplier count : counts) {
      sum += count.getAsLong();
    }
    return sum;
  }

  public Accounts accounts() {
    Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      long count = losses.dropped(reason);
      if (count > 0) {
        dropped.put(reason, count);
      }
    }
    return new Accounts(captured(), delivered(), handedOver(), dropped, held());
  }
}
