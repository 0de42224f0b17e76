package io.ringtail.bench.node;

import java.util.Arrays;

/**
 * What the endpoint counted.
 *
 * @param distinct records that are not repetitions of others
 * @param reordered records that are older than the one before them in their request
 * @param broken records without a time, or that are no JSON
 * @param bodyBytes of all requests
 * @param p50Millis from a record's time to its arrival; 0 where records are not dated now
 */
record Arrived(
    long records,
    long distinct,
    long repeated,
    long reordered,
    long broken,
    long bodyBytes,
    long requests,
    long streams,
    long p50Millis,
    long p99Millis,
    long maxMillis) {

  String toLine() {
    return records + " " + distinct + " " + repeated + " " + reordered + " " + broken + " "
        + bodyBytes + " " + requests + " " + streams + " " + p50Millis + " " + p99Millis + " "
        + maxMillis;
  }

  static Arrived parse(String line) {
    long[] n = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new Arrived(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10]);
  }
}
