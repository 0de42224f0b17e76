package io.ringtail.sink;

import java.util.Arrays;

/**
 * One outcome for each record of a batch.
 *
 * <p>Threading: confined to the thread that sends. Allocates: an array only where outcomes differ.
 */
public final class Outcomes {
  private final int size;
  private Outcome common;
  private Outcome[] each = {};

  private Outcomes(int size, Outcome common) {
    this.size = size;
    this.common = common;
  }

  /** The same for all {@code size} records, until {@link #set} says otherwise. */
  public static Outcomes all(int size, Outcome outcome) {
    return new Outcomes(size, outcome);
  }

  /** Gives the records {@code from} (inclusive) to {@code to} (exclusive) their outcome. */
  public void set(int from, int to, Outcome outcome) {
    if (from <= 0 && to >= size) {
      common = outcome;
      each = new Outcome[0];
    } else if (from < to) {
      if (each.length == 0) {
        each = new Outcome[size];
        Arrays.fill(each, common);
      }
      Arrays.fill(each, Math.max(0, from), Math.min(to, size), outcome);
    }
  }

  public int size() {
    return size;
  }

  public Outcome at(int index) {
    return each.length == 0 ? common : each[index];
  }
}
