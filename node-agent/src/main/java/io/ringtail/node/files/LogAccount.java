package io.ringtail.node.files;

import io.ringtail.telemetry.Notices;
import org.jspecify.annotations.Nullable;

/**
 * What of one log was read, lost, acknowledged, and for how long the rest has been waiting.
 *
 * <p>Threading: the reading thread.
 */
final class LogAccount {
  private final String source;
  private final LogFile log;
  private final Notices notices;
  private final Lag lag = new Lag();
  private final Watchdog watchdog = new Watchdog();
  private long readBytes;
  private long lostBytes;
  private boolean stuck;

  LogAccount(String source, LogFile log, Notices notices) {
    this.source = source;
    this.log = log;
    this.notices = notices;
  }

  void read(long bytes) {
    readBytes += bytes;
  }

  void lost(long bytes) {
    lostBytes += bytes;
  }

  long readBytes() {
    return readBytes;
  }

  long lostBytes() {
    return lostBytes;
  }

  /** Reading is tried. */
  void attempt() {
    watchdog.attempt();
  }

  /**
   * @param acknowledged the position before which all had its outcome
   * @param error what keeps it from being read
   * @param over whether nothing more will be read of it
   */
  LogCoverage coverage(
      Chain chain, long acknowledged, @Nullable String error, boolean over, long now) {
    long unread = 0;
    long pending = 0;
    long deletedBytes = 0;
    for (Generation each : chain.generations()) {
      unread += each.unread();
      deletedBytes += each.missing && each.content != null ? each.unread() : 0;
      pending += each.readAfter(acknowledged);
    }
    long written = readBytes + lostBytes + unread;
    long done = readBytes - Math.min(pending, readBytes);
    lag.written(now, written);
    lookIfStuck(chain.reading(), error, over, now);
    return new LogCoverage(
        source,
        log.key(),
        log.pod(),
        readBytes,
        done,
        lostBytes,
        unread,
        lag.millis(now, done + lostBytes),
        deletedBytes,
        stuck,
        error);
  }

  private void lookIfStuck(Generation reading, @Nullable String error, boolean over, long now) {
    boolean was = stuck;
    stuck =
        watchdog.isStuck(
            now, !over && (reading.hasUnscanned() || error != null), readBytes + reading.scanned);
    if (stuck && !was) {
      notices.tell(
          Notices.Weight.ERROR,
          "files.stuck:" + log.key(),
          log.path()
              + " grows, but nothing can be read of it"
              + (error == null ? "" : ": " + error)
              + "; reading is tried on");
    }
  }
}
