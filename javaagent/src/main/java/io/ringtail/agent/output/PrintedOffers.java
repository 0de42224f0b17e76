package io.ringtail.agent.output;

import io.ringtail.agent.capture.ReaderContext;
import io.ringtail.config.OverflowPolicy;
import io.ringtail.event.Level;
import io.ringtail.telemetry.DropReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Offers what was printed to the ring: INFO by a logger named {@code stdout}, WARN by one named
 * {@code stderr}.
 *
 * <p>WARN, because stderr is where programs complain, and where a threshold of WARN is to leave a
 * stack trace; not ERROR, because much that stands there is none. Threading: one thread.
 */
final class PrintedOffers implements PrintedEvents {
  private static final String OUT = "stdout";
  private static final String ERROR = "stderr";

  private final ReaderContext context;

  PrintedOffers(ReaderContext context) {
    this.context = context;
  }

  @Override
  public void onEvent(boolean isError, String thread, Instant time, String text, int part) {
    Level level = level(isError);
    String logger = isError ? ERROR : OUT;
    try {
      if (context.ships(level, logger)) {
        @Nullable Object @Nullable [] keyValues =
            part == 0 ? null : new @Nullable Object[] {"part", part};
        context
            .intake()
            .offerPrinted(
                time.getEpochSecond(), time.getNano(), level, logger, thread, text, keyValues);
      }
    } catch (Throwable e) {
      context.countFailed(level);
    }
  }

  /** Counts what found no room on its way here. */
  void countLost(PrintedQueue queue) {
    countLost(false, queue.takeLost(false));
    countLost(true, queue.takeLost(true));
  }

  private void countLost(boolean isError, long lines) {
    Level level = level(isError);
    if (lines == 0 || !context.ships(level, isError ? ERROR : OUT)) {
      return;
    }
    boolean sheds = !isError && context.config().overflow() == OverflowPolicy.SHED;
    DropReason reason = sheds ? DropReason.SHED : DropReason.RING_FULL;
    long nowMillis = System.currentTimeMillis();
    for (long i = 0; i < lines; i++) {
      context.intake().drop(reason, level, nowMillis);
    }
  }

  private static Level level(boolean isError) {
    return isError ? Level.WARN : Level.INFO;
  }
}
