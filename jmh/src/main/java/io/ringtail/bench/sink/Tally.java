package io.ringtail.bench.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.BitSet;

/** The events that have arrived, told apart by their {@code seq}. Threading: safe. */
final class Tally {
  private static final byte[] SEQ = "\"seq\":".getBytes(US_ASCII);

  private final BitSet seen = new BitSet();
  private long events;

  /** Any number of events in a row, whatever stands between. */
  synchronized void add(byte[] data) {
    for (int at = 0; at + SEQ.length < data.length; at++) {
      if (data[at] == '"' && isSeq(data, at)) {
        at = addNumber(data, at + SEQ.length);
      }
    }
  }

  synchronized long events() {
    return events;
  }

  synchronized long distinct() {
    return seen.cardinality();
  }

  private int addNumber(byte[] data, int from) {
    int number = 0;
    int at = from;
    while (at < data.length && data[at] >= '0' && data[at] <= '9') {
      number = 10 * number + data[at++] - '0';
    }
    if (at > from) {
      events++;
      seen.set(number);
    }
    return at;
  }

  private static boolean isSeq(byte[] data, int at) {
    for (int i = 1; i < SEQ.length; i++) {
      if (data[at + i] != SEQ[i]) {
        return false;
      }
    }
    return true;
  }
}
