package io.ringtail.node.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Logs to which nothing happens. Where inotify tells of their directory, that is enough, but for a
 * glance at long intervals, since hints get lost; the others are glanced at every other second. A
 * round goes from one to the next, so that a thousand of them cost little at each look.
 *
 * <p>Threading: the reading thread.
 */
final class RestingLogs {
  /** Shorter than records linger in their batch. */
  static final long UNWATCHED_ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(1_900);

  static final long WATCHED_ROUND_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final DirectoryHints hints;
  private final Round watched = new Round(WATCHED_ROUND_NANOS);
  private final Round unwatched = new Round(UNWATCHED_ROUND_NANOS);

  /** How many of {@link #watched} are in a directory. */
  private final Map<Path, Integer> watchedIn = new HashMap<>();

  RestingLogs(DirectoryHints hints) {
    this.hints = hints;
  }

  Collection<TailedLog> all() {
    List<TailedLog> all = new ArrayList<>(watched.inOrder);
    all.addAll(unwatched.inOrder);
    return all;
  }

  void add(TailedLog log, long now) {
    if (hints.watchQuiet(log.directory())) {
      watchedIn.merge(log.directory(), 1, Integer::sum);
      watched.add(log, now);
    } else {
      unwatched.add(log, now);
    }
  }

  /** Whether it was one of them. */
  boolean remove(TailedLog log) {
    if (watched.inOrder.remove(log)) {
      if (watchedIn.merge(log.directory(), -1, Integer::sum) == 0) {
        watchedIn.remove(log.directory());
        hints.forgetQuiet(log.directory());
      }
      return true;
    }
    return unwatched.inOrder.remove(log);
  }

  /** Those whose files are in one of the directories. */
  List<TailedLog> in(Set<Path> directories) {
    return directories.isEmpty()
        ? List.of()
        : all().stream().filter(log -> directories.contains(log.directory())).toList();
  }

  /**
   * Hands on those whose turn it is; who takes one may {@link #remove} it.
   *
   * @param glanceAtName for those of which hints should have told
   */
  void glance(long now, Consumer<TailedLog> glanceAtName, Consumer<TailedLog> glance) {
    watched.turn(now, glanceAtName);
    unwatched.turn(now, glance);
  }

  /** Each has its turn once in a while, at each look a few. */
  private static final class Round {
    private final long nanos;
    private final Set<TailedLog> inOrder = new LinkedHashSet<>();
    private long nextNanos;

    Round(long nanos) {
      this.nanos = nanos;
    }

    void add(TailedLog log, long now) {
      if (inOrder.isEmpty()) {
        nextNanos = now + nanos;
      }
      inOrder.add(log);
    }

    void turn(long now, Consumer<TailedLog> glance) {
      for (int left = inOrder.size(); left > 0 && now - nextNanos >= 0; left--) {
        nextNanos += nanos / inOrder.size();
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
}
