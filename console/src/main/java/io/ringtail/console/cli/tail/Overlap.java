package io.ringtail.console.cli.tail;

/**
 * How far back a poll looks for what arrived late. Most events are late by a second or two, few by
 * minutes, and to read minutes again and again costs requests: most polls look back a little, one
 * in a while looks back all the way.
 *
 * @param nearMillis how far each poll looks back
 * @param wideMillis how far one in a while does
 * @param wideEveryMillis the while
 */
record Overlap(long nearMillis, long wideMillis, long wideEveryMillis) {
  Overlap {
    nearMillis = Math.min(nearMillis, wideMillis);
  }

  Overlap half() {
    return new Overlap(nearMillis, Math.max(1_000, wideMillis / 2), wideEveryMillis);
  }
}
