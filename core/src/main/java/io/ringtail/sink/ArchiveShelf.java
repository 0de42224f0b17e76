package io.ringtail.sink;

import io.ringtail.batch.BatchAssembler;
import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.Destination;
import io.ringtail.config.DeadLetterPlace;
import io.ringtail.event.Level;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import io.ringtail.telemetry.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Letters in another sink, by the same batches, retries and pace as all records.
 *
 * <p>What waits takes {@value #BATCHES} small batches of heap or, where letters are large, {@value
 * #MAX_HEAP_BYTES} bytes, and no more: what finds no room there is counted as lost. Nothing is made
 * before the first letter comes.
 *
 * <p>Threading: safe; never waits for the destination, but in {@link #close}.
 */
final class ArchiveShelf implements DeadLetterShelf {
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int BATCHES = 4;

  /** Of batches with letters that are larger than a small batch; one of them is always taken. */
  private static final long MAX_HEAP_BYTES = 2 << 20;

  /** Where the sink itself does not ask for longer. */
  private static final long LINGER_MILLIS = 1_000;

  private static final long LOOK_AGAIN_MILLIS = 1_000;

  private final DeadLetterPlace.InSink place;
  private final ArchiveFactory factory;
  private final SinkContext context;
  private final Notices notices;
  private final Clock clock;

  // Guarded by this.
  private @Nullable Way way;
  private boolean closed;

  /** What leads there. */
  private record Way(
      Telemetry telemetry, LetterBatches batches, Delivery delivery, BatchAssembler assembler) {}

  /**
   * @param context with the options of the sink that letters are kept in
   */
  ArchiveShelf(
      DeadLetterPlace.InSink place, ArchiveFactory factory, SinkContext context, Clock clock) {
    this.place = place;
    this.factory = factory;
    this.context = context;
    this.notices = context.notices();
    this.clock = clock;
  }

  @Override
  public synchronized void keep(List<byte[]> letters, Telemetry telemetry) {
    Way open = way == null ? open() : way;
    int kept = 0;
    for (byte[] letter : letters) {
      byte[] formed = factory.limits().form().of(letter);
      if (!closed && open.assembler.hasRoom() && open.batches.takes(formed.length)) {
        append(open, letter, formed);
        kept++;
      }
    }
    telemetry.countDeadLetters(kept);
    if (kept < letters.size()) {
      telemetry.countDeadLettersLost(letters.size() - kept);
      notices.tell(
          Weight.WARNING,
          "dead letters full",
          place + " takes refused records more slowly than they come; some are only counted");
    }
    notifyAll();
  }

  private void append(Way open, byte[] letter, byte[] formed) {
    open.telemetry.countCaptured();
    open.assembler.append(
        formed,
        formed.length,
        letter.length,
        clock.epochMillis(),
        Level.INFO,
        false,
        clock.nanoTime());
  }

  private Way open() {
    Telemetry telemetry = new Telemetry("dead letters");
    Notices named =
        (weight, key, text) -> notices.tell(weight, "dead letters " + key, "dead letters: " + text);
    SinkContext there =
        new SinkContext(context.create(), context.retentionDays(), context.settings(), named);
    BatchLimits limits = factory.limits().withMaxBytes(BATCH_BYTES);
    LetterBatches batches = new LetterBatches(limits, BATCHES, MAX_HEAP_BYTES);
    Delivery delivery =
        new Delivery(
            batches,
            1,
            new SinkHandle(
                new DelegatingSinkFactory(factory, factory::openArchive),
                there,
                cause -> "refused records wait, as many as find room, and others are counted"),
            Fallback.NOTHING,
            DeadLetters.NONE,
            telemetry,
            clock,
            this::lookAgain);
    Destination destination = factory.destination(place.place());
    long lingerMillis = factory.lingerMillis(context.settings(), LINGER_MILLIS);
    BatchAssembler assembler =
        new BatchAssembler(delivery, () -> destination, lingerMillis * 1_000_000);
    Way opened = new Way(telemetry, batches, delivery, assembler);
    new RingtailThread("dead-letters", () -> flushInTime(opened)).start();
    // Not before: where the system has no thread to give, the next letter asks again.
    way = opened;
    return opened;
  }

  private synchronized void lookAgain() {
    notifyAll();
  }

  /** While others are under way there may as well be company: places for batches are few. */
  private synchronized void flushInTime(Way open) {
    while (!closed) {
      long dueNanos = open.assembler.nanosUntilDue(clock.nanoTime());
      boolean isDue = dueNanos <= 0;
      if (isDue && open.telemetry.held() == 0) {
        open.assembler.flush();
      } else {
        await(isDue ? LOOK_AGAIN_MILLIS : Math.min(LOOK_AGAIN_MILLIS, 1 + dueNanos / 1_000_000));
      }
    }
  }

  // The loop is its caller's.
  @SuppressWarnings("WaitNotInLoop")
  private synchronized void await(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      // Nobody may interrupt our thread; its end is the way out.
    }
  }

  @Override
  public void close(long deadlineNanos) {
    Way open;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
      open = way;
      if (open == null) {
        return;
      }
      open.assembler.flush();
    }
    try {
      if (open.delivery.awaitDone(open.delivery.submitted(), deadlineNanos)) {
        open.delivery.finish(deadlineNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.delivery.stop();
    long lost = open.telemetry.accounts().totalDropped();
    if (lost > 0) {
      notices.tell(
          Weight.WARNING,
          "dead letters left",
          lost + " refused records did not get to " + place + " before the end; they are lost");
    }
  }
}
