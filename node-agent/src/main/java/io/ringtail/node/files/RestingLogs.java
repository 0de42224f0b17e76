package io.ringtail.node.files;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Logs to which nothing happens: they are glanced at one after the other, each once in {@link
 * #ROUND_NANOS}, so that a thousand of them cost a few calls to the system at each look.
 *
 * <p>Threading: the reading thread.
 */
final class RestingLogs {
  /** Shorter than records linger in their batch. */
  static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(1_900);

  private final Set<TailedLog> inOrder = new LinkedHashSet<>();
  private long nextNanos;

  int size() {
    return inOrder.size();
  }

  void add(TailedLog log, long now) {
    if (inOrder.isEmpty()) {
      nextNanos = now + ROUND_NANOS;
    }
    inOrder.add(log);
  }

  /** Whether it was one of them. */
  boolean remove(TailedLog log) {
    return inOrder.remove(log);
  }

  /** Those whose files are in that directory. */
  List<TailedLog> below(Path directory) {
    return inOrder.stream().filter(log -> log.isBelow(directory)).toList();
  }

  /** Hands those whose turn it is to {@code glance}, which may {@link #remove} what it is given. */
  void glance(long now, Consumer<TailedLog> glance) {
    for (int left = inOrder.size(); left > 0 && now - nextNanos >= 0; left--) {
      nextNanos += ROUND_NANOS / inOrder.size();
      TailedLog log = inOrder.iterator().next();
      inOrder.remove(log);
      inOrder.add(log);
      glance.accept(log);
    }
    if (now - nextNanos > 0) {
      // All of them have had their turn, late.
      nextNanos = now;
    }
  }
}
