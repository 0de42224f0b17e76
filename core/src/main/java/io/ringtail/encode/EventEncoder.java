package io.ringtail.encode;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.config.Format;
import io.ringtail.event.EventView;
import java.io.IOException;

/**
 * Writes events as JSON objects in UTF-8, one after the other into the same buffer.
 *
 * <p>An event that would be longer than the limit is written again with its longest strings cut, as
 * long as they can be, and says so. Any text is legal: Jackson escapes control characters and lone
 * surrogates.
 *
 * <p>Threading: one thread. Allocates: nothing per event in steady state, but for exceptions.
 */
public final class EventEncoder {
  /** Enough to use all but a 4,000th of the room that a long string could have had. */
  private static final int SEARCH_STEPS = 12;

  /** Before strings are cut to less than this, MDC, key-values and markers are left out. */
  private static final int LEAST_CHARS = 256;

  private final RecordBuffer buffer;
  private final int maxRecordBytes;
  private final Layout layout;
  private String metadata = "";
  private JsonGenerator json;
  private Parts parts;

  /**
   * @param maxRecordBytes the longest record that the destination takes
   */
  public EventEncoder(Format format, int maxRecordBytes) {
    this.buffer = new RecordBuffer(maxRecordBytes);
    this.maxRecordBytes = maxRecordBytes;
    this.layout =
        switch (format) {
          case RINGTAIL -> new RingtailLayout();
          case ECS -> new EcsLayout();
          case LOGSTASH -> new LogstashLayout();
        };
    this.json = generator(buffer);
    this.parts = new Parts(json);
  }

  /** Uses {@code encodedMetadata}, a JSON value, from now on; the empty text for none. */
  public void setMetadata(String encodedMetadata) {
    metadata = encodedMetadata;
    parts.setMetadata(metadata);
  }

  /**
   * Writes one event.
   *
   * @return the record, valid until the next call
   * @throws IOException if the event cannot be written; the next one can
   * @throws RuntimeException where a part of the event throws when it is read; likewise
   */
  public RecordBuffer encode(EventView event, long seq) throws IOException {
    boolean done = false;
    try {
      begin(Integer.MAX_VALUE, 0, true);
      layout.write(event, seq, parts);
      end();
      if (buffer.overflowed() || event.cutBytes() > 0) {
        shorten(event, seq, (long) buffer.length() + event.cutBytes());
      }
      done = true;
      return buffer;
    } finally {
      if (!done) {
        renewGenerator();
      }
    }
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
      EventView event, long seq, int maxChars, long originalBytes, boolean contextShown)
      throws IOException {
    begin(maxChars, originalBytes, contextShown);
    layout.write(event, seq, parts);
    end();
    return !buffer.overflowed();
  }

  private void begin(int maxChars, long originalBytes, boolean contextShown) throws IOException {
    buffer.reset();
    parts.begin(maxChars, originalBytes, contextShown);
    json.writeStartObject();
  }

  private void end() throws IOException {
    json.writeEndObject();
    json.flush();
  }

  /** What was half written must not stand before the next event. */
  private void renewGenerator() {
    json = generator(buffer);
    parts = new Parts(json);
    parts.setMetadata(metadata);
  }

  // One generator for ever: it is cheap to use and dear to make. Never closed, its target is
  // memory.
  private static JsonGenerator generator(RecordBuffer target) {
    JsonFactory factory = new JsonFactoryBuilder().rootValueSeparator((String) null).build();
    try {
      // COMBINE_UNICODE_SURROGATES_IN_UTF8 would make emoji shorter, but it joins lone surrogates
      // into characters that nobody wrote (Jackson 2.20).
      return factory.createGenerator(target, JsonEncoding.UTF8);
    } catch (IOException e) {
      throw new IllegalStateException("a generator into memory needs no I/O", e);
    }
  }
}
