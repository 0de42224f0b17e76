package io.ringtail.encode;

import io.ringtail.config.Format;
import io.ringtail.event.EventView;
import io.ringtail.event.RecordForm;
import java.io.IOException;

/**
 * Writes events as JSON objects in UTF-8, one after the other into the same buffer.
 *
 * <p>An event that would be longer than the limit is written again with its longest strings cut, as
 * long as they can be, and says so. Any text is legal: control characters and halves of surrogate
 * pairs are escaped.
 *
 * <p>Threading: one thread. Allocates: nothing per event in steady state, but for exceptions.
 */
public final class EventEncoder {
  /** Enough to use all but a 4,000th of the room that a long string could have had. */
  private static final int SEARCH_STEPS = 12;

  /** Before strings are cut to less than this, MDC, key-values and markers are left out. */
  private static final int LEAST_CHARS = 256;

  private final RecordBuffer buffer;
  private final JsonWriter json;
  private final Parts parts;
  private final Layout[] layout;
  private final int maxRecordBytes;

  /**
   * @param maxRecordBytes the longest record that the destination takes, as JSON
   * @param form in which it wants them
   */
  public EventEncoder(Format format, int maxRecordBytes, RecordForm form) {
    this.buffer = new RecordBuffer(maxRecordBytes, form);
    this.json = new JsonWriter(buffer, form);
    this.parts = new Parts(json, form);
    this.maxRecordBytes = maxRecordBytes;
    this.layout = layout(format);
  }

  // No switch, which is a class of its own: this runs while a program starts.
  private static Layout[] layout(Format format) {
    if (format == Format.RINGTAIL) {
      return RingtailLayout.parts();
    }
    return format == Format.ECS ? EcsLayout.parts() : LogstashLayout.parts();
  }

  /** Uses {@code encodedMetadata}, a JSON value, from now on; the empty text for none. */
  public void setMetadata(String encodedMetadata) {
    parts.setMetadata(encodedMetadata);
  }

  /**
   * Writes one event.
   *
   * @return the record, valid until the next call
   * @throws IOException if the event cannot be cut to the limit; the next one can be written
   * @throws RuntimeException where a part of the event throws when it is read; likewise
   */
  public RecordBuffer encode(EventView event, long seq) throws IOException {
    write(event, seq, Integer.MAX_VALUE, 0, true);
    if (buffer.overflowed() || event.cutBytes() > 0) {
      shorten(event, seq, buffer.measuredJsonBytes() + event.cutBytes());
    }
    return buffer;
  }

  /** Writes the event with the largest cap on its strings with which it fits. */
  private void shorten(EventView event, long seq, long originalBytes) throws IOException {
    // A string of more characters than a record has bytes never fits.
    int longest = Math.min(parts.text.longestChars(), maxRecordBytes);
    if (fits(event, seq, longest, originalBytes, true)) {
      return;
    }
    // So many small entries that strings would have to become stubs: without them, then.
    boolean context = fits(event, seq, LEAST_CHARS, originalBytes, true);
    int fits = context ? LEAST_CHARS : 0;
    int tooLong = longest + 1;
    for (int step = 0; step < SEARCH_STEPS && tooLong - fits > 1; step++) {
      int middle = (fits + tooLong) >>> 1;
      if (fits(event, seq, middle, originalBytes, context)) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    if (!fits(event, seq, fits, originalBytes, context)) {
      throw new IOException("the metadata alone is longer than a record may be");
    }
  }

  private boolean fits(
      EventView event, long seq, int maxChars, long originalBytes, boolean contextShown) {
    write(event, seq, maxChars, originalBytes, contextShown);
    return !buffer.overflowed();
  }

  private void write(
      EventView event, long seq, int maxChars, long originalBytes, boolean contextShown) {
    json.begin();
    parts.begin(maxChars, originalBytes, contextShown);
    for (Layout part : layout) {
      part.write(event, seq, parts);
    }
    json.endObject();
  }
}
