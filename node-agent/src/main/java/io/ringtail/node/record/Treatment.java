package io.ringtail.node.record;

import io.ringtail.encode.Fixed;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.record.json.JsonObjectCopy;
import io.ringtail.node.record.parse.Parser;
import io.ringtail.node.record.transform.RecordNames;
import io.ringtail.node.record.transform.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the entries of one stream of one log: worked out once, by {@link Treatments}, as
 * long as nothing changes about the pod or the configuration.
 *
 * <p>Threading: the reading thread, as its steps may count entries.
 */
public final class Treatment {
  private final boolean mergeJson;
  private final String mergeKey;
  private final Fixed mergeName;
  private final boolean keepLog;
  private final @Nullable Parser parser;
  private final List<Step> steps;
  private final boolean looksIntoMetadata;

  /**
   * @param parser for the text; null: none
   * @param steps in their order
   * @param looksIntoMetadata whether one of them names a field of the pod's metadata
   */
  Treatment(
      boolean mergeJson,
      String mergeKey,
      boolean keepLog,
      @Nullable Parser parser,
      List<Step> steps,
      boolean looksIntoMetadata) {
    this.mergeJson = mergeJson;
    this.mergeKey = mergeKey;
    this.mergeName = MemberName.of(mergeKey);
    // One member cannot be both.
    this.keepLog = keepLog && !mergeKey.equals(RecordNames.LOG);
    this.parser = parser;
    this.steps = List.copyOf(steps);
    this.looksIntoMetadata = looksIntoMetadata;
  }

  boolean mergesJson() {
    return mergeJson;
  }

  /** Under which name; empty: beside the record's own members. */
  String mergeKey() {
    return mergeKey;
  }

  Fixed mergeName() {
    return mergeName;
  }

  boolean keepsLog() {
    return keepLog;
  }

  @Nullable Parser parser() {
    return parser;
  }

  List<Step> steps() {
    return steps;
  }

  boolean looksIntoMetadata() {
    return looksIntoMetadata;
  }

  /** Whether a record can be written of this entry's bytes, without taking it apart. */
  boolean canDoWithText(LogEntry entry) {
    if (parser != null) {
      return false;
    }
    if (steps.isEmpty()) {
      return true;
    }
    boolean asObject =
        mergeJson && JsonObjectCopy.mayBeObject(entry.bytes, entry.offset, entry.length);
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).canDoWithText(entry, asObject)) {
        return false;
      }
    }
    return true;
  }
}
