package io.ringtail.node.record.transform;

import io.ringtail.node.entry.LogEntry;
import io.ringtail.telemetry.DropReason;
import org.jspecify.annotations.Nullable;

/** A step that changes fields, and leaves out no record. */
@FunctionalInterface
interface Change extends Step {
  void apply(RecordFields record);

  @Override
  default boolean canDoWithText(LogEntry entry, boolean sentAsObject) {
    return false;
  }

  @Override
  default @Nullable DropReason onText(LogEntry entry) {
    return null;
  }

  @Override
  default @Nullable DropReason onFields(RecordFields record) {
    apply(record);
    return null;
  }
}
