package io.ringtail.console.cli.tail;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One log group and how far it has been read. What a poll reads again is known by its id, so that
 * late events are found and none is written twice.
 *
 * <p>Threading: one thread.
 */
final class GroupTail {
  /** About 40 MB of ids. */
  static final int MAX_REMEMBERED = 250_000;

  private final String group;
  private final long sinceMillis;
  private final Map<String, Long> seen = new HashMap<>();
  private Overlap overlap;
  private long lastPollMillis = Long.MIN_VALUE;
  private long lastWideMillis = Long.MIN_VALUE;

  /**
   * @param sinceMillis events of an earlier time are not wanted
   */
  GroupTail(String group, long sinceMillis, Overlap overlap) {
    this.group = group;
    this.sinceMillis = sinceMillis;
    this.overlap = overlap;
  }

  String group() {
    return group;
  }

  long wideMillis() {
    return overlap.wideMillis();
  }

  /** Begins a poll. Only where it is read to its end does the next begin later. */
  Poll begin(long nowMillis) {
    boolean isFirst = lastPollMillis == Long.MIN_VALUE;
    boolean isWide = !isFirst && nowMillis - lastWideMillis >= overlap.wideEveryMillis();
    long start =
        isFirst
            ? sinceMillis
            : lastPollMillis - (isWide ? overlap.wideMillis() : overlap.nearMillis());
    return new Poll(nowMillis, Math.max(sinceMillis, start), isFirst || isWide);
  }

  /** One reading from a time on to the end. */
  final class Poll {
    private final long startedMillis;
    private final long fromMillis;
    private final boolean isWide;
    private final Queue<ArrivedEvent> read = new ArrayDeque<>();
    private @Nullable String token;
    private boolean ended;

    private Poll(long startedMillis, long fromMillis, boolean isWide) {
      this.startedMillis = startedMillis;
      this.fromMillis = fromMillis;
      this.isWide = isWide;
    }

    String group() {
      return group;
    }

    /**
     * The next event that was not given before, by as many requests as it takes; null at the end.
     */
    @Nullable ArrivedEvent next(LogsApi api, Pace pace)
        throws ServiceProblem, InterruptedException {
      for (; ; ) {
        for (ArrivedEvent event = read.poll(); event != null; event = read.poll()) {
          if (isNew(event)) {
            return event;
          }
        }
        if (ended) {
          return null;
        }
        LogsApi.Page page = pace.call(() -> api.filter(group, fromMillis, token));
        read.addAll(page.events());
        token = page.nextToken();
        ended = token == null;
        if (ended) {
          end();
        }
      }
    }

    /** What a later poll cannot read again need not be remembered. */
    private boolean isNew(ArrivedEvent event) {
      boolean mayComeAgain = event.timeMillis() >= startedMillis - overlap.wideMillis();
      return mayComeAgain
          ? seen.putIfAbsent(event.id(), event.timeMillis()) == null
          : !seen.containsKey(event.id());
    }

    private void end() {
      lastPollMillis = startedMillis;
      if (isWide) {
        lastWideMillis = startedMillis;
      }
    }
  }

  /** To be called between polls; true where so much arrives that the overlap had to shrink. */
  boolean forget() {
    boolean shrinks =
        seen.size() > MAX_REMEMBERED && overlap.half().wideMillis() < overlap.wideMillis();
    if (shrinks) {
      overlap = overlap.half();
    }
    long keepFromMillis = lastPollMillis - overlap.wideMillis();
    seen.values().removeIf(millis -> millis < keepFromMillis);
    return shrinks;
  }

  int remembered() {
    return seen.size();
  }
}
