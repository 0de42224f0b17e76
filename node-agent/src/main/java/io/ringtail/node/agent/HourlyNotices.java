package io.ringtail.node.agent;

import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Passes each distinct problem on at most once an hour, with how often it came meanwhile: the agent
 * runs for months, over pods that come and go.
 *
 * <p>Threading: safe.
 */
final class HourlyNotices implements Notices {
  private static final long QUIET_NANOS = 3_600_000_000_000L;

  /** The problems of so many logs are told apart; more push out those that came least lately. */
  private static final int MAX_KEYS = 1_024;

  private final Notices next;
  private final Clock clock;
  private final Map<String, Told> told = new LinkedHashMap<>(16, 0.75f, true);

  HourlyNotices(Notices next, Clock clock) {
    this.next = next;
    this.clock = clock;
  }

  @Override
  public void tell(Weight weight, String key, String text) {
    String line = admit(key, text);
    if (!line.isEmpty()) {
      next.tell(weight, key, line);
    }
  }

  private synchronized String admit(String key, String text) {
    long now = clock.nanoTime();
    Told before = told.get(key);
    if (before != null && now - before.nanos < QUIET_NANOS) {
      before.suppressed++;
      return "";
    }
    told.put(key, new Told(now));
    if (told.size() > MAX_KEYS) {
      told.remove(told.keySet().iterator().next());
    }
    return before == null || before.suppressed == 0
        ? text
        : text + " (and " + before.suppressed + " times since it was told before)";
  }

  private static final class Told {
    final long nanos;
    long suppressed;

    Told(long nanos) {
      this.nanos = nanos;
    }
  }
}
