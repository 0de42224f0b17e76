package io.ringtail.console.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as its fields. Filled by an {@link EventReader}, which uses it again.
 *
 * <p>Threading: one thread.
 */
public final class LogEvent {
  public static final long NO_SEQ = -1;

  final List<Leaf> own = new ArrayList<>();
  Metadata metadata = Metadata.NONE;
  @Nullable Leaf levelLeaf;
  @Nullable Leaf stdLeaf;
  @Nullable Leaf messageLeaf;
  @Nullable Leaf loggerLeaf;
  @Nullable String level;
  byte[] utf8 = {};
  int offset;
  int length;
  String group = "";
  String logStream = "";
  long seq = NO_SEQ;
  long lost;
  boolean json;
  boolean truncated;
  boolean exception;

  LogEvent() {}

  void clear() {
    own.clear();
    metadata = Metadata.NONE;
    levelLeaf = null;
    stdLeaf = null;
    messageLeaf = null;
    loggerLeaf = null;
    level = null;
    seq = NO_SEQ;
    lost = 0;
    json = false;
    truncated = false;
    exception = false;
  }

  /** All fields but those of {@link #shared()}. */
  public List<Leaf> own() {
    return own;
  }

  /** The fields that many events have in common: level, stream and metadata. */
  public List<Leaf> shared() {
    return shared(levelLeaf, stdLeaf, metadata);
  }

  public static List<Leaf> shared(
      @Nullable Leaf levelLeaf, @Nullable Leaf stdLeaf, Metadata metadata) {
    List<Leaf> shared = new ArrayList<>(metadata.leaves().size() + 2);
    if (levelLeaf != null) {
      shared.add(levelLeaf);
    }
    if (stdLeaf != null) {
      shared.add(stdLeaf);
    }
    shared.addAll(metadata.leaves());
    return shared;
  }

  public Metadata metadata() {
    return metadata;
  }

  public @Nullable Leaf levelLeaf() {
    return levelLeaf;
  }

  public @Nullable Leaf stdLeaf() {
    return stdLeaf;
  }

  public String group() {
    return group;
  }

  public String logStream() {
    return logStream;
  }

  /** {@code ERROR} and the like, in one spelling; null where it has none. */
  public @Nullable String level() {
    return level;
  }

  /** {@code stdout} or {@code stderr}. */
  public @Nullable String std() {
    return stdLeaf == null ? null : stdLeaf.value();
  }

  public @Nullable String logger() {
    return loggerLeaf == null ? null : loggerLeaf.value();
  }

  /** The field that is the message; null where no field is. */
  public @Nullable Leaf messageLeaf() {
    return messageLeaf;
  }

  /** What is shown of the event: its message, or all of it. */
  public String message() {
    return messageLeaf == null ? raw() : messageLeaf.value();
  }

  private String raw() {
    return new String(utf8, offset, length, StandardCharsets.UTF_8);
  }

  /** Its number in its process, or {@link #NO_SEQ}. */
  public long seq() {
    return seq;
  }

  /** How many events this record of a loss tells of, or 0. */
  public long lost() {
    return lost;
  }

  /** Whether it is a JSON object. */
  public boolean isJson() {
    return json;
  }

  public boolean isTruncated() {
    return truncated;
  }

  public boolean hasException() {
    return exception;
  }
}
