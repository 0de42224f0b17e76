package io.ringtail.testing;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.event.Level;
import java.nio.charset.StandardCharsets;

/**
 * One record as it reached a sink.
 *
 * @param destination where it was to go
 * @param timeMillis its time, epoch milliseconds
 * @param level the level of its event
 * @param isOwn whether Ringtail wrote it itself, about losses
 * @param json its bytes as text
 */
public record Received(
    Destination destination, long timeMillis, Level level, boolean isOwn, String json) {

  /** The record at {@code index} of {@code batch}, copied. */
  public static Received of(RecordBatch batch, int index) {
    return new Received(
        batch.destination(),
        batch.timeMillis(index),
        batch.level(index),
        batch.isOwn(index),
        new String(
            batch.array(), batch.offset(index), batch.length(index), StandardCharsets.UTF_8));
  }
}
