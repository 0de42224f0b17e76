package io.ringtail.node.files;

import io.ringtail.node.checkpoint.Checkpoints;
import io.ringtail.telemetry.Notices;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of the logs of one source, by the real path of each: so that a source may be
 * given another name. Where two sources read the same log, the second one keeps its own beside
 * that.
 *
 * <p>Threading: the reading thread.
 */
final class SourceCheckpoints {
  private final Checkpoints all;
  private final Notices notices;
  private final String source;

  /** What the keys of logs begin with that another source reads as well; a path begins with /. */
  private final String ownPrefix;

  /** Keys by path, of what is remembered. */
  private final Map<String, String> keys = new HashMap<>();

  /** Paths of those of them that nobody reads. */
  private final Set<String> kept = new LinkedHashSet<>();

  SourceCheckpoints(String source, Checkpoints all, Notices notices) {
    this.source = source;
    this.ownPrefix = "by " + source + " ";
    this.all = all;
    this.notices = notices;
  }

  /** As {@link Checkpoints#saved}. */
  @Nullable String saved(String path) {
    return all.saved(key(path));
  }

  /** Paths of logs for which something is saved. */
  Collection<String> savedPaths() {
    Set<String> paths = new LinkedHashSet<>();
    for (String key : all.savedKeys()) {
      if (key.startsWith("/")) {
        paths.add(key);
      } else if (key.startsWith(ownPrefix)) {
        paths.add(key.substring(ownPrefix.length()));
      }
    }
    return paths;
  }

  /** Paths of logs of which only that is known: nobody reads them. */
  Collection<String> standingPaths() {
    Collection<String> paths = savedPaths();
    paths.addAll(kept);
    return paths;
  }

  /** Whether it was this source that read it. */
  boolean isOurs(SavedLog saved) {
    return saved.source().equals(source);
  }

  /** As {@link Checkpoints#remember}. */
  void remember(String path, Supplier<String> current) {
    String key = key(path);
    if (key.startsWith(ownPrefix) && !keys.containsKey(path)) {
      notices.tell(
          Notices.Weight.WARNING,
          "files.shared:" + source,
          path
              + " is matched by the source "
              + source
              + " and by another one: both read it and deliver its lines; exclude it from one of"
              + " them if they are wanted once");
    }
    keys.put(path, key);
    kept.remove(path);
    all.remember(key, current);
  }

  /** Of a log that is there and is not read this stays, however long that lasts. */
  void keep(String path, String text) {
    remember(path, () -> text);
    rest(path);
    kept.add(path);
  }

  /** As {@link Checkpoints#rest}. */
  void rest(String path) {
    all.rest(key(path));
  }

  /** As {@link Checkpoints#wake}. */
  void wake(String path) {
    all.wake(key(path));
  }

  /** As {@link Checkpoints#release}. */
  void release(String path) {
    String key = keys.remove(path);
    kept.remove(path);
    if (key != null) {
      all.release(key);
    }
  }

  /** As {@link Checkpoints#forget}. */
  void forget(String path) {
    all.forget(key(path));
    keys.remove(path);
    kept.remove(path);
  }

  /** Nobody answers for any of them any more. */
  void close() {
    keys.values().forEach(all::release);
    keys.clear();
    kept.clear();
  }

  private String key(String path) {
    String known = keys.get(path);
    if (known != null) {
      return known;
    }
    String own = ownPrefix + path;
    return all.saved(own) != null || all.isRemembered(path) ? own : path;
  }
}
