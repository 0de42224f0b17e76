package io.ringtail.pipeline;

import io.ringtail.telemetry.Telemetry;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The counters of the pipelines of this process, the newest last: for status lines and tests. A
 * closed pipeline's are kept for a while, since its last numbers are the interesting ones.
 * Threading: safe.
 */
public final class Telemetries {
  private static final int KEPT = 64;
  private static final ArrayDeque<Telemetry> ALL = new ArrayDeque<>();

  private Telemetries() {}

  public static List<Telemetry> all() {
    synchronized (ALL) {
      return List.copyOf(ALL);
    }
  }

  static void add(Telemetry telemetry) {
    synchronized (ALL) {
      ALL.add(telemetry);
      if (ALL.size() > KEPT) {
        ALL.remove();
      }
    }
  }
}
