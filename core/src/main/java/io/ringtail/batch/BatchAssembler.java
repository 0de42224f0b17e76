package io.ringtail.batch;

import io.ringtail.event.Level;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers records into batches: until one is full, or its first record has waited long enough.
 *
 * <p>Threading: the consumer alone, but for {@link #openRecords}.
 */
public final class BatchAssembler {
  private final BatchPool pool;
  private final Supplier<Destination> destination;
  private final long lingerNanos;
  private final AtomicInteger openRecords = new AtomicInteger();
  private @Nullable RecordBatch current;

  /** Taken in advance: a cut in the middle of an event must find a place for the rest. */
  private @Nullable RecordBatch spare;

  private long openedNanos;

  /**
   * @param destination asked for each new batch, so that a name with a date follows it
   */
  public BatchAssembler(BatchPool pool, Supplier<Destination> destination, long lingerNanos) {
    this.pool = pool;
    this.destination = destination;
    this.lingerNanos = lingerNanos;
  }

  /** Whether one more record can be taken now; false while all batches are under way. */
  public boolean hasRoom() {
    return (current != null && spare != null) || takeRoom();
  }

  private boolean takeRoom() {
    if (current == null) {
      current = pool.tryTake();
    }
    if (spare == null) {
      spare = pool.tryTake();
    }
    return current != null && spare != null;
  }

  /**
   * Takes one record. Only after {@link #hasRoom} said so, once each.
   *
   * @param bytes the record in the form of the batch, from the start on
   * @param jsonBytes what it is in JSON, which limits count
   */
  public void append(
      byte[] bytes,
      int length,
      int jsonBytes,
      long timeMillis,
      Level level,
      boolean own,
      long nowNanos) {
    RecordBatch batch = current;
    if (batch == null) {
      throw new IllegalStateException("append without room");
    }
    if (!batch.fits(jsonBytes, timeMillis)) {
      batch = cut(batch, jsonBytes, timeMillis);
      openedNanos = nowNanos;
    }
    if (batch.isEmpty()) {
      batch.open(destination.get());
      openedNanos = nowNanos;
    }
    batch.append(bytes, length, jsonBytes, timeMillis, level, own);
    openRecords.lazySet(batch.size());
  }

  /** Names the record that was appended last; without effect where no ids are kept. */
  public void identify(long origin, long number) {
    RecordBatch batch = current;
    if (batch != null) {
      batch.identify(origin, number);
    }
  }

  /** Says of the record that was appended last that the program has printed it itself. */
  public void markPrinted() {
    RecordBatch batch = current;
    if (batch != null) {
      batch.markPrinted();
    }
  }

  /** Records in the batch that is open. Threading: any thread. */
  public int openRecords() {
    return openRecords.get();
  }

  /** Nanoseconds until the open batch must go; Long.MAX_VALUE while it is empty. */
  public long nanosUntilDue(long nowNanos) {
    RecordBatch batch = current;
    return batch == null || batch.isEmpty()
        ? Long.MAX_VALUE
        : lingerNanos - (nowNanos - openedNanos);
  }

  /** Sends the open batch on its way, if it holds anything. */
  public void flush() {
    RecordBatch batch = current;
    if (batch != null && !batch.isEmpty()) {
      batch.seal();
      current = null;
      pool.submit(batch);
      openRecords.lazySet(0);
    }
  }

  private RecordBatch cut(RecordBatch full, int nextBytes, long nextMillis) {
    RecordBatch next = spare;
    if (next == null) {
      throw new IllegalStateException("cut without a spare batch");
    }
    try {
      if (full.canCarry(nextBytes, nextMillis)) {
        next.open(full.destination());
        full.carryNewestMillisecond(next);
      }
    } finally {
      // Where there was no memory to carry them, a millisecond is divided, but nothing is lost.
      spare = null;
      current = next;
      send(full);
      openRecords.lazySet(next.size());
    }
    return next;
  }

  private void send(RecordBatch batch) {
    try {
      batch.seal();
    } finally {
      pool.submit(batch);
    }
  }
}
