package io.ringtail.console.event;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dotted name of a field, as a node of the tree of all names that a reader has met, so that a
 * name is put together once.
 *
 * <p>Threading: the tree belongs to one thread; the names may be shared.
 */
public final class FieldPath {
  /** What a field means to us. */
  enum Role {
    PLAIN,
    MESSAGE,
    LOG,
    LOG_PROCESSED,
    LEVEL,
    STD,
    TIME,
    SEQ,
    LOGGER,
    TRUNCATED,
    EXCEPTION,
    LOST,
    KUBERNETES
  }

  static final int MAX_NAME_CHARS = 256;
  private static final int MAX_CHILDREN = 2_000;
  private static final int MAX_PATH_CHARS = 1_000;
  private static final String PROCESSED = "log_processed.";

  private final String name;
  private final Role role;
  private final Map<String, FieldPath> children = new HashMap<>();

  private FieldPath(String name) {
    this.name = name;
    this.role = roleOf(name);
  }

  static FieldPath root() {
    return new FieldPath("");
  }

  public String name() {
    return name;
  }

  Role role() {
    return role;
  }

  FieldPath child(String key) {
    FieldPath known = children.get(key);
    if (known != null) {
      return known;
    }
    String cut = key.length() > MAX_NAME_CHARS ? key.substring(0, MAX_NAME_CHARS) : key;
    String path = name.isEmpty() ? cut : name + "." + cut;
    FieldPath made =
        new FieldPath(path.length() > MAX_PATH_CHARS ? path.substring(0, MAX_PATH_CHARS) : path);
    // Keys that are data ("user-17": ...) would grow the tree without end.
    if (children.size() < MAX_CHILDREN && key.length() <= MAX_NAME_CHARS) {
      children.put(key, made);
    }
    return made;
  }

  static Role roleOf(String name) {
    String plain = name.startsWith(PROCESSED) ? name.substring(PROCESSED.length()) : name;
    return switch (plain) {
      case "message", "msg" -> Role.MESSAGE;
      case "log" -> Role.LOG;
      case "log_processed" -> Role.LOG_PROCESSED;
      case "level", "log.level", "severity" -> Role.LEVEL;
      case "stream" -> name.equals(plain) ? Role.STD : Role.PLAIN;
      case "time", "timestamp", "@timestamp", "ts" -> Role.TIME;
      case "seq", "event.sequence" -> Role.SEQ;
      case "logger", "log.logger", "logger_name" -> Role.LOGGER;
      case "truncated" -> Role.TRUNCATED;
      case "exception", "exception.stack", "exception.class", "error.stack_trace", "stack_trace" ->
          Role.EXCEPTION;
      case "kv.lost", "lost" -> Role.LOST;
      case "kubernetes" -> name.equals(plain) ? Role.KUBERNETES : Role.PLAIN;
      default -> Role.PLAIN;
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPath path && path.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
