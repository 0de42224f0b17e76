package io.ringtail.ring;

import io.ringtail.config.OverflowPolicy;
import io.ringtail.event.Level;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A ring and its counters, with short ways to offer and to drain. */
final class RingUnderTest {
  static final long AMPLE_BYTES = 64L << 20;

  final Telemetry telemetry = new Telemetry("recording");
  final EventRing ring;

  RingUnderTest(int slots, long limitBytes, OverflowPolicy policy, long blockMillis) {
    ring = new EventRing(slots, limitBytes, policy, blockMillis, 1 << 20, telemetry);
  }

  RingUnderTest(int slots, OverflowPolicy policy) {
    this(slots, AMPLE_BYTES, policy, 100);
  }

  void offer(Level level, String message) {
    offer(level, Thread.currentThread().getName(), message);
  }

  void offer(Level level, String thread, String message) {
    ring.offer(1_795_212_000L, 0, level, "a.B", thread, message, Map.of(), null, null, null, null);
  }

  /** Offers {@code count} events of {@code level}, one after the other. */
  void offer(Level level, int count) {
    for (int i = 0; i < count; i++) {
      offer(level, "event " + i);
    }
  }

  /** Takes everything that is ready. */
  List<String> drain() {
    List<String> messages = new ArrayList<>();
    while (ring.poll(event -> messages.add(event.message())) > 0) {
      // Until nothing is left.
    }
    return messages;
  }

  long dropped(DropReason reason) {
    return telemetry.losses().dropped(reason);
  }
}
