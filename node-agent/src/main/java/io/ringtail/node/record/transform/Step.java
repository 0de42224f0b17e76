package io.ringtail.node.record.transform;

import io.ringtail.node.entry.LogEntry;
import io.ringtail.telemetry.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is done to the entries of a log.
 *
 * <p>An entry goes either through {@link #onText} of all steps, if all of them can do with its
 * text, or through {@link #onFields} of all. Threading: the reading thread.
 */
public interface Step {
  /**
   * Whether {@link #onText} is enough for this entry: the record need not be taken apart.
   *
   * @param sentAsObject whether the text may be sent as the JSON object that it is
   */
  boolean canDoWithText(LogEntry entry, boolean sentAsObject);

  /**
   * @return why the entry is left out; null if it is not
   */
  @Nullable DropReason onText(LogEntry entry);

  /**
   * @return why the record is left out; null if it is not
   */
  @Nullable DropReason onFields(RecordFields record);
}
