package io.ringtail.node.record.transform;

import com.google.re2j.Pattern;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.record.json.FieldPath;
import io.ringtail.telemetry.DropReason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what matches a pattern, or what does not. A field that is not there matches nothing,
 * and neither do objects and arrays.
 */
record GrepStep(FieldPath field, Pattern pattern, boolean exclude) implements Step {
  @Override
  public boolean canDoWithText(LogEntry entry, boolean sentAsObject) {
    return field.text().equals(RecordNames.LOG) || field.text().equals(RecordNames.STREAM);
  }

  @Override
  public @Nullable DropReason onText(LogEntry entry) {
    boolean found =
        field.text().equals(RecordNames.STREAM)
            ? pattern.matcher(entry.stream.label()).find()
            : pattern.matcher(text(entry)).find();
    return verdict(found);
  }

  @Override
  public @Nullable DropReason onFields(RecordFields record) {
    Object value = field.get(record.fields());
    if (value == null || value instanceof Map || value instanceof List) {
      return verdict(false);
    }
    return verdict(pattern.matcher(value.toString()).find());
  }

  private static byte[] text(LogEntry entry) {
    return Arrays.copyOfRange(entry.bytes, entry.offset, entry.offset + entry.length);
  }

  private @Nullable DropReason verdict(boolean found) {
    return found == exclude ? DropReason.FILTERED : null;
  }
}
