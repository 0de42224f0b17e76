package io.ringtail.console.watch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers seen of one log stream, as the gaps between them. Numbers that come late fill gaps;
 * ones that have been seen are repetitions, unless they belong to a later time than all before:
 * then the process has been started again, and counts anew.
 *
 * <p>Threading: one thread at a time.
 */
final class SeqTrack {
  /** Of one process; the oldest are forgotten, and only counted. */
  static final int MAX_GAPS = 100;

  private record Hole(long to, long fromMillis, long toMillis) {}

  private final TreeMap<Long, Hole> holes = new TreeMap<>();
  private long highest;
  private long newestMillis = Long.MIN_VALUE;
  private long forgotten;
  private boolean begun;

  void seen(long seq, long millis) {
    if (!begun) {
      begin(seq, millis);
    } else if (seq > highest) {
      if (seq > highest + 1) {
        open(highest + 1, new Hole(seq - 1, newestMillis, millis));
      }
      highest = seq;
      newestMillis = Math.max(newestMillis, millis);
    } else if (!fill(seq) && millis > newestMillis) {
      begin(seq, millis);
    }
  }

  private void begin(long seq, long millis) {
    begun = true;
    highest = seq;
    newestMillis = millis;
    // Gaps of the process before this one stay: nobody will fill them.
  }

  private void open(long from, Hole hole) {
    holes.put(from, hole);
    if (holes.size() > MAX_GAPS) {
      Map.Entry<Long, Hole> oldest = holes.pollFirstEntry();
      forgotten += oldest.getValue().to() - oldest.getKey() + 1;
    }
  }

  /** Whether the number was missing. */
  private boolean fill(long seq) {
    Map.@Nullable Entry<Long, Hole> around = holes.floorEntry(seq);
    if (around == null || around.getValue().to() < seq) {
      return false;
    }
    long from = around.getKey();
    Hole hole = around.getValue();
    holes.remove(from);
    if (seq > from) {
      holes.put(from, new Hole(seq - 1, hole.fromMillis(), hole.toMillis()));
    }
    if (seq < hole.to()) {
      holes.put(seq + 1, hole);
    }
    return true;
  }

  void addGaps(String process, List<Gap> gaps) {
    holes.forEach(
        (from, hole) ->
            gaps.add(new Gap(process, from, hole.to(), hole.fromMillis(), hole.toMillis())));
  }

  /** Numbers missing in gaps that are no longer listed. */
  long forgotten() {
    return forgotten;
  }
}
