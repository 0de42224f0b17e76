package io.ringtail.node.http;

import io.ringtail.telemetry.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps a page for a second: what it shows is not newer either, and a client that asks without
 * pause costs little. Threading: the HTTP thread.
 */
final class CachedPages {
  private static final long MAX_AGE_NANOS = 1_000_000_000;

  private final Map<String, Page> pages = new HashMap<>();
  private final Clock clock;

  CachedPages(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param key one of few: it is never forgotten
   */
  HttpReply get(String key, Supplier<HttpReply> make) {
    long now = clock.nanoTime();
    Page page = pages.get(key);
    if (page == null || now - page.madeNanos > MAX_AGE_NANOS) {
      page = new Page(make.get(), now);
      pages.put(key, page);
    }
    return page.reply;
  }

  private record Page(HttpReply reply, long madeNanos) {}
}
