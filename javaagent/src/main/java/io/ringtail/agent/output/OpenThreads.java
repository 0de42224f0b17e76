package io.ringtail.agent.output;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The threads that have printed lately, each with what it has begun: no thread that is gone or
 * silent is kept.
 *
 * <p>Threading: one thread.
 */
final class OpenThreads {
  /** After which a line is not waited for any longer. */
  static final long QUIET_NANOS = 500_000_000;

  /** What all threads together may have begun; beyond, it leaves as it is. */
  private static final int MAX_HELD_BYTES = 2 << 20;

  /** By the thread's id, doubled, plus one for stderr. */
  private final Map<Long, ThreadLines> threads = new HashMap<>();

  private int heldBytes;
  private final Charset outCharset;
  private final Charset errorCharset;
  private final PrintedEvents next;

  OpenThreads(Charset outCharset, Charset errorCharset, PrintedEvents next) {
    this.outCharset = outCharset;
    this.errorCharset = errorCharset;
    this.next = next;
  }

  boolean isEmpty() {
    return threads.isEmpty();
  }

  void add(Printed printed, long nowNanos) {
    Long key = 2 * printed.threadId + (printed.isError ? 1 : 0);
    ThreadLines lines = threads.get(key);
    if (lines == null) {
      Charset charset = printed.isError ? errorCharset : outCharset;
      lines = new ThreadLines(printed.isError, printed.threadName, charset, next);
      threads.put(key, lines);
      heldBytes += lines.heldBytes();
    }
    heldBytes -= lines.heldBytes();
    lines.add(printed, nowNanos);
    heldBytes += lines.heldBytes();
    if (heldBytes > MAX_HELD_BYTES) {
      endAll();
    }
  }

  /** Ends what was begun by threads that have been silent for that long. */
  void endQuiet(long nowNanos, long quietNanos, Writing writing) {
    Iterator<Map.Entry<Long, ThreadLines>> each = threads.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Long, ThreadLines> entry = each.next();
      ThreadLines lines = entry.getValue();
      long key = entry.getKey();
      if (nowNanos - lines.lastNanos() >= quietNanos
          && !writing.isWriting((key & 1) == 1, key >> 1)) {
        heldBytes -= lines.heldBytes();
        lines.end();
        each.remove();
      }
    }
  }

  void endAll() {
    for (ThreadLines lines : threads.values()) {
      lines.end();
    }
    threads.clear();
    heldBytes = 0;
  }

  /** Whether a thread is inside a call that prints: it may be held up there. */
  interface Writing {
    boolean isWriting(boolean isError, long threadId);
  }
}
