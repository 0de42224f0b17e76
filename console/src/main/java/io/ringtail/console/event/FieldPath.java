package io.ringtail.console.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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

  /** Of an object: what follows is seldom. */
  private static final int MAX_WITH_KNOWN_VALUES = 64;

  private static final String PROCESSED = "log_processed.";

  private final String name;
  private final Role role;
  private final byte[] key;
  private final Map<String, FieldPath> children = new HashMap<>();

  /** The same in the order in which they were met, which is mostly that of the next event. */
  private final List<FieldPath> inOrder = new ArrayList<>();

  private int place = Integer.MAX_VALUE;
  private int expected;
  private @Nullable KnownValues known;

  private FieldPath(String name, String key) {
    this.name = name;
    this.role = roleOf(name);
    this.key = key.getBytes(StandardCharsets.UTF_8);
  }

  /** A path that stands alone. */
  static FieldPath of(String name) {
    return new FieldPath(name, "");
  }

  static FieldPath root() {
    return of("");
  }

  public String name() {
    return name;
  }

  Role role() {
    return role;
  }

  /** This field with a value. */
  Leaf leaf(byte[] utf8, int from, int to) {
    KnownValues values = known;
    if (values == null) {
      if (place >= MAX_WITH_KNOWN_VALUES) {
        return KnownValues.made(this, utf8, from, to);
      }
      values = new KnownValues(this);
      known = values;
    }
    return values.leaf(utf8, from, to);
  }

  /** The child whose name these bytes are, where it is the one that is expected next; or null. */
  @Nullable FieldPath expected(byte[] utf8, int from, int to) {
    if (expected < inOrder.size()) {
      FieldPath child = inOrder.get(expected);
      if (Arrays.equals(utf8, from, to, child.key, 0, child.key.length)) {
        expected++;
        return child;
      }
    }
    return null;
  }

  /** The next object has its fields from the beginning. */
  void begin() {
    expected = 0;
  }

  FieldPath child(String childKey) {
    FieldPath met = children.get(childKey);
    if (met != null) {
      expected = met.place + 1;
      return met;
    }
    return made(childKey);
  }

  private FieldPath made(String key) {
    String cut = key.length() > MAX_NAME_CHARS ? key.substring(0, MAX_NAME_CHARS) : key;
    String path = name.isEmpty() ? cut : name + "." + cut;
    FieldPath made =
        new FieldPath(
            path.length() > MAX_PATH_CHARS ? path.substring(0, MAX_PATH_CHARS) : path, key);
    // Keys that are data ("user-17": ...) would grow the tree without end.
    if (children.size() < MAX_CHILDREN && key.length() <= MAX_NAME_CHARS) {
      made.place = inOrder.size();
      expected = made.place + 1;
      children.put(key, made);
      inOrder.add(made);
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
