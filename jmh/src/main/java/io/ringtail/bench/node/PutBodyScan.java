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

  /** The record's time in nanoseconds since 1970; Long.MIN_VALUE where it has none. */
  long timeNanos() {
    int start = find(TIME, messageStart, Math.min(at, messageStart + 64));
    return start < 0 ? Long.MIN_VALUE : Rfc3339.nanos(body, start);
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
