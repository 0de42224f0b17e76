package io.ringtail.encode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes texts that come again and again, names of loggers, threads, MDC keys, and remembers their
 * bytes: copying them is several times as fast as escaping them.
 *
 * <p>A text is remembered when it comes a second time with no other in its place between, so that
 * names which never return cost nothing but a look. Threading: one thread.
 */
final class RepeatedText {
  private static final int PLACES = 256;
  private static final int MAX_CHARS = 128;

  private final JsonWriter json;
  private final @Nullable String[] texts = new @Nullable String[PLACES];
  private final byte[] @Nullable [] written = new byte[PLACES] @Nullable [];
  private final int[] jsonBytes = new int[PLACES];

  RepeatedText(JsonWriter json) {
    this.json = json;
  }

  /** Writes {@code text} as a string. */
  void write(String text) {
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 8 ^ hash >>> 16) & PLACES - 1;
    String known = texts[place];
    byte[] bytes = written[place];
    if (!text.equals(known)) {
      texts[place] = text.length() <= MAX_CHARS ? text : null;
      written[place] = null;
      json.string(text, text.length());
    } else if (bytes == null) {
      remember(text, place);
    } else {
      json.raw(bytes, jsonBytes[place]);
    }
  }

  private void remember(String text, int place) {
    RecordBuffer buffer = json.buffer();
    int start = buffer.length();
    long startJsonBytes = buffer.measuredJsonBytes();
    json.string(text, text.length());
    if (buffer.length() > start) {
      written[place] = Arrays.copyOfRange(buffer.array(), start, buffer.length());
      jsonBytes[place] = (int) (buffer.measuredJsonBytes() - startJsonBytes);
    }
  }
}
