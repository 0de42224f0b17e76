package io.ringtail.encode;

import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the escaped bytes of texts that come again and again: names of loggers, threads, MDC
 * keys. Copying them is several times as fast as escaping them.
 *
 * <p>A text is remembered when it comes a second time with no other in its place between, so that
 * names which never return cost nothing but a look. Threading: one thread.
 */
final class RepeatedText {
  private static final int PLACES = 256;
  private static final int MAX_CHARS = 128;

  private final @Nullable String[] texts = new @Nullable String[PLACES];
  private final @Nullable SerializedString[] escaped = new @Nullable SerializedString[PLACES];

  /** The text ready to be copied, or null: then it must be escaped. */
  @Nullable SerializedString find(String text) {
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 8 ^ hash >>> 16) & PLACES - 1;
    String known = texts[place];
    if (!text.equals(known)) {
      texts[place] = text.length() <= MAX_CHARS ? text : null;
      escaped[place] = null;
      return null;
    }
    SerializedString ready = escaped[place];
    if (ready == null) {
      if (hasSurrogate(text)) {
        // SerializedString throws where a surrogate stands alone.
        return null;
      }
      ready = new SerializedString(text);
      escaped[place] = ready;
    }
    return ready;
  }

  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
