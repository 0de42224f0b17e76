package io.ringtail.ring;

import io.ringtail.event.Level;
import io.ringtail.event.Thrown;
import io.ringtail.telemetry.DropReason;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the program's threads hand an event over: to the ring of each sink.
 *
 * <p>All rings are offered the event before its caller waits for one of them, and the policy's wait
 * is for all of them together: a sink that is full keeps no event from the others.
 *
 * <p>Threading: safe, as the rings are. Allocates: nothing.
 */
public final class EventIntake {
  private final EventRing[] rings;

  /**
   * @param rings at least one, no more than 64
   */
  public EventIntake(Collection<EventRing> rings) {
    this.rings = rings.toArray(new EventRing[0]);
  }

  /**
   * Takes an event over, or counts it as dropped, as the overflow policy says, at each ring.
   *
   * <p>Waits only where the policy says so, and not at all once the rings are closed. An interrupt
   * neither ends the wait nor is lost. Throws only what the given map or exception throws when it
   * is read; nothing has entered a ring then.
   *
   * @param keyValues key and value in turn; kept, so the caller must not change it afterwards
   */
  public void offer(
      long epochSecond,
      int nanoOfSecond,
      Level level,
      String logger,
      String thread,
      String message,
      Map<String, String> mdc,
      @Nullable Object @Nullable [] keyValues,
      String @Nullable [] markers,
      @Nullable Thrown thrown,
      @Nullable StackTraceElement caller) {
    offer(
        false,
        epochSecond,
        nanoOfSecond,
        level,
        logger,
        thread,
        message,
        mdc,
        keyValues,
        markers,
        thrown,
        caller);
  }

  /**
   * The same for what the program has printed itself: where that cannot be delivered, it need not
   * be put on stdout a second time.
   */
  public void offerPrinted(
      long epochSecond,
      int nanoOfSecond,
      Level level,
      String logger,
      String thread,
      String message,
      @Nullable Object @Nullable [] keyValues) {
    offer(
        true,
        epochSecond,
        nanoOfSecond,
        level,
        logger,
        thread,
        message,
        Map.of(),
        keyValues,
        null,
        null,
        null);
  }

  private void offer(
      boolean printed,
      long epochSecond,
      int nanoOfSecond,
      Level level,
      String logger,
      String thread,
      String message,
      Map<String, String> mdc,
      @Nullable Object @Nullable [] keyValues,
      String @Nullable [] markers,
      @Nullable Thrown thrown,
      @Nullable StackTraceElement caller) {
    // An only ring, which is the rule, is waited for at once: there is no other to be kept from.
    boolean isOnly = rings.length == 1;
    // Nothing has entered a ring when this throws.
    long contextBytes = HeapBytes.ofContext(mdc, keyValues, thrown);
    long waiting = 0;
    for (int i = 0; i < rings.length; i++) {
      boolean taken =
          rings[i].take(
              printed,
              isOnly,
              EventRing.FROM_NOW,
              contextBytes,
              epochSecond,
              nanoOfSecond,
              level,
              logger,
              thread,
              message,
              mdc,
              keyValues,
              markers,
              thrown,
              caller);
      waiting |= taken ? 0 : 1L << i;
    }
    if (waiting == 0) {
      return;
    }
    long sinceNanos = System.nanoTime();
    for (int i = 0; i < rings.length; i++) {
      if ((waiting & 1L << i) != 0) {
        rings[i].take(
            printed,
            true,
            sinceNanos,
            contextBytes,
            epochSecond,
            nanoOfSecond,
            level,
            logger,
            thread,
            message,
            mdc,
            keyValues,
            markers,
            thrown,
            caller);
      }
    }
  }

  /** Counts an event that could not be taken over. */
  public void drop(DropReason reason, Level level, long epochMillis) {
    for (EventRing ring : rings) {
      ring.drop(reason, level, epochMillis);
    }
  }

  /** Events that wait in the fullest ring that callers would wait for. */
  public long occupied() {
    long most = 0;
    for (EventRing ring : rings) {
      most = ring.isDeserted() ? most : Math.max(most, ring.occupied());
    }
    return most;
  }

  /** Heap that events keep alive in the fullest ring that callers would wait for, in bytes. */
  public long heldBytes() {
    long most = 0;
    for (EventRing ring : rings) {
      most = ring.isDeserted() ? most : Math.max(most, ring.heldBytes());
    }
    return most;
  }
}
