package io.ringtail.bench.receiver;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What arrived, event by event, in whatever layout: each carries its number in its message.
 *
 * <p>Threading: one thread.
 */
public final class Arrivals {
  private static final Pattern NUMBER =
      Pattern.compile(Pattern.quote(io.ringtail.bench.Workload.NUMBER_MARK) + "(\\d+)");
  private static final Pattern OWN_LOSS =
      Pattern.compile("\"logger\":\"io\\.ringtail\".*\"lost\":(\\d+)");

  private final long sent;
  private final BitSet seen = new BitSet();
  private long repeated;
  private long strangers;
  private long lossRecords;
  private long toldLost;

  /**
   * @param sent events were numbered from 0 to below this
   */
  public Arrivals(long sent) {
    this.sent = sent;
  }

  /** Takes one event as it was received. */
  public void add(String event) {
    Matcher number = NUMBER.matcher(event);
    if (number.find()) {
      long value = Long.parseLong(number.group(1));
      if (value >= sent) {
        strangers++;
      } else if (seen.get((int) value)) {
        repeated++;
      } else {
        seen.set((int) value);
      }
      return;
    }
    Matcher loss = OWN_LOSS.matcher(event);
    if (loss.find()) {
      lossRecords++;
      toldLost += Long.parseLong(loss.group(1));
    } else {
      strangers++;
    }
  }

  /** Different events of ours that arrived. */
  public long distinct() {
    return seen.cardinality();
  }

  /** Events that arrived again. */
  public long repeated() {
    return repeated;
  }

  /** What arrived and is neither ours nor a loss record. */
  public long strangers() {
    return strangers;
  }

  /** Ringtail's loss records. */
  public long lossRecords() {
    return lossRecords;
  }

  /** The sum of what those records say was lost. */
  public long toldLost() {
    return toldLost;
  }

  /** Everything that was received. */
  public long received() {
    return distinct() + repeated + strangers + lossRecords;
  }
}
