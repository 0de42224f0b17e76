package io.ringtail.node.record.transform;

import io.ringtail.node.entry.LogEntry;
import io.ringtail.telemetry.DropReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replaces secrets in all of a record but its time, its stream and the pod's metadata. */
record RedactStep(Redaction redaction) implements Step {
  @Override
  public boolean canDoWithText(LogEntry entry, boolean sentAsObject) {
    return redaction.isClean(entry.bytes, entry.offset, entry.offset + entry.length, sentAsObject);
  }

  @Override
  public @Nullable DropReason onText(LogEntry entry) {
    return null;
  }

  @Override
  public @Nullable DropReason onFields(RecordFields record) {
    Map<String, @Nullable Object> fields = record.fields();
    Map<String, @Nullable Object> others = new LinkedHashMap<>(fields);
    others.keySet().removeIf(record::isOurs);
    if (others.get(RecordNames.LOG) instanceof String text) {
      fields.put(RecordNames.LOG, redaction.text(text));
      others.remove(RecordNames.LOG);
    }
    Set<String> names = Set.copyOf(others.keySet());
    Object safe = redaction.fields(others);
    if (safe instanceof Map<?, ?> object) {
      fields.keySet().removeIf(name -> names.contains(name) && !object.containsKey(name));
      object.forEach((name, value) -> fields.put((String) name, value));
    } else {
      // What cannot be sent as fields is in the text, made safe too; or goes as a text now.
      fields.keySet().removeAll(names);
      fields.putIfAbsent(RecordNames.LOG, safe);
    }
    return null;
  }
}
