package io.ringtail.node.record.transform;

import io.ringtail.node.entry.LogEntry;
import io.ringtail.telemetry.DropReason;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A step that lets entries through, or does not, whatever is in them.
 *
 * @param passes asked once for each entry
 */
record Gate(BooleanSupplier passes, DropReason otherwise) implements Step {
  @Override
  public boolean canDoWithText(LogEntry entry, boolean sentAsObject) {
    return true;
  }

  @Override
  public @Nullable DropReason onText(LogEntry entry) {
    return passes.getAsBoolean() ? null : otherwise;
  }

  @Override
  public @Nullable DropReason onFields(RecordFields record) {
    return passes.getAsBoolean() ? null : otherwise;
  }
}
