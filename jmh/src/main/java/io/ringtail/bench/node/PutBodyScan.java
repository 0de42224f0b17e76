package io.ringtail.bench.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads the body of a PutLogEvents request just as far as counting needs it: the stream's name and
 * the `time` of each record, which may stand anywhere before `log`.
 */
final class PutBodyScan {
  private static final byte[] STREAM = "\"logStreamName\":\"".getBytes(US_ASCII);
  private static final byte[] MESSAGE = "\"message\":\"".getBytes(US_ASCII);
  private static final byte[] STDERR = "\\\"stream\\\":\\\"stderr".getBytes(US_ASCII);
  private static final byte[] TIMESTAMP = "{\"timestamp\":".getBytes(US_ASCII);
  private static final byte[] TIME = "\\\"time\\\":\\\"".getBytes(US_ASCII);
  private static final int HEAD_BYTES = 4_096;

  private final byte[] body;
  private final int length;
  private int at;
  private int messageStart;

  PutBodyScan(byte[] body, int length) {
    this.body = body;
    this.length = length;
  }

  String stream() {
    int start = find(STREAM, 0, Math.min(length, HEAD_BYTES));
    if (start < 0) {
      return "";
    }
    int end = start;
    while (body[end] != '"') {
      end++;
    }
    return new String(body, start, end - start, UTF_8);
  }

  /** Goes on to the next record; false after the last. */
  boolean next() {
    int start = find(MESSAGE, at, length);
    if (start < 0) {
      return false;
    }
    messageStart = start;
    int end = start;
    while (body[end] != '"') {
      end += body[end] == '\\' ? 2 : 1;
    }
    at = end;
    return true;
  }

  /** The JSON of the record that {@link #next} found. */
  String json() {
    StringBuilder json = new StringBuilder();
    String escaped = new String(body, messageStart, at - messageStart, UTF_8);
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      json.append(c == '\\' ? escaped.charAt(++i) : c);
    }
    return json.toString();
  }

  boolean isStderr() {
    return find(STDERR, messageStart, Math.min(at, messageStart + 128)) >= 0;
  }

  /**
   * The record's time in nanoseconds since 1970; without one, the timestamp beside it, made unique
   * by what the record says; Long.MIN_VALUE where it has neither.
   */
  long timeNanos() {
    int start = find(TIME, messageStart, Math.min(at, messageStart + 64));
    if (start >= 0) {
      return Rfc3339.nanos(body, start);
    }
    int timestamp = find(TIMESTAMP, Math.max(0, messageStart - 64), messageStart);
    if (timestamp < 0) {
      return Long.MIN_VALUE;
    }
    long millis = 0;
    for (int i = timestamp; body[i] >= '0' && body[i] <= '9'; i++) {
      millis = 10 * millis + body[i] - '0';
    }
    return millis * 1_000_000 + Math.floorMod(hash(), 1_000_000);
  }

  private int hash() {
    int hash = 0;
    for (int i = messageStart; i < at; i++) {
      hash = 31 * hash + body[i];
    }
    return hash;
  }

  private int find(byte[] wanted, int from, int to) {
    for (int i = from; i <= to - wanted.length; i++) {
      int matched = 0;
      while (matched < wanted.length && body[i + matched] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return i + wanted.length;
      }
    }
    return -1;
  }
}
