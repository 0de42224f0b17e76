package io.ringtail.console.search;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The numeric fields that have a column of their own. Their number is bounded, since each costs
 * memory in every segment.
 *
 * <p>Threading: safe.
 */
final class Columns {
  static final int MAX_COLUMNS = 256;

  /** Of numbers. */
  static final String NUMBER = "n:";

  /** Of numbers within strings. */
  static final String STRING = "s:";

  private volatile boolean isFrozen;
  private final Map<String, String> names = new ConcurrentHashMap<>();

  /** The column for this path; null where there are too many. */
  @Nullable String of(String kind, String path) {
    String name = kind + path;
    String known = names.get(name);
    if (known != null) {
      return known;
    }
    if (isFrozen || names.size() >= MAX_COLUMNS) {
      return null;
    }
    names.putIfAbsent(name, name);
    return names.get(name);
  }

  /** Takes over a column of an earlier run. */
  void restore(String name) {
    if (name.startsWith(NUMBER) || name.startsWith(STRING)) {
      names.put(name, name);
    }
  }

  /** No more columns than there are. */
  void freeze(boolean value) {
    isFrozen = value;
  }
}
