package io.ringtail.node.record.transform;

import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.record.parse.Parser.Parsed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record while it is still fields, for transforms to work on. Threading: the reading thread. */
public final class RecordFields {
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
  private final LogEntry entry;
  private final String mergeKey;
  private Instant time;
  private boolean parsed;

  /**
   * @param mergeKey the name of what is made of the text; empty: it stands beside the record's own
   *     members
   */
  public RecordFields(LogEntry entry, String mergeKey) {
    this.entry = entry;
    this.mergeKey = mergeKey;
    this.time = Instant.ofEpochSecond(entry.epochSecond, entry.nanoOfSecond);
  }

  /** The record, in the order in which it is sent. */
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** What the record is made from. */
  public LogEntry entry() {
    return entry;
  }

  /** When it was written. */
  public Instant time() {
    return time;
  }

  /** Adds what a parser has made of the text, and goes by its time. */
  public void merge(Parsed result) {
    if (result.time() != null) {
      time = result.time();
    }
    if (mergeKey.isEmpty()) {
      result.fields().forEach((name, value) -> fields.put(free(name, result.fields()), value));
    } else {
      fields.put(mergeKey, result.fields());
    }
    parsed = true;
    if (isOurs(RecordNames.KUBERNETES) && fields.containsKey(RecordNames.KUBERNETES)) {
      // The metadata comes last.
      fields.put(RecordNames.KUBERNETES, fields.remove(RecordNames.KUBERNETES));
    }
  }

  /** Whether what was made of the text is still there, so that the text itself need not be. */
  public boolean isParsed() {
    return parsed && (mergeKey.isEmpty() || fields.get(mergeKey) instanceof Map);
  }

  /** Whether a member says where the text comes from, rather than what it says. */
  boolean isOurs(String name) {
    return entry.stream != StdStream.NONE
        && (name.equals(RecordNames.TIME)
            || name.equals(RecordNames.STREAM)
            || name.equals(RecordNames.KUBERNETES));
  }

  // As everywhere in Ringtail: the record's own members win, the program's get a `_`.
  private String free(String name, Map<String, @Nullable Object> others) {
    String free = name;
    while (RecordNames.ALL.contains(free) || (!free.equals(name) && others.containsKey(free))) {
      free += "_";
    }
    return free;
  }
}
