package io.ringtail.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes strings, none of them longer than the cap of this pass over the event.
 *
 * <p>Threading: one thread.
 */
final class JsonText {
  private final JsonGenerator json;
  private final RepeatedText repeated = new RepeatedText();
  private final char[] chunk = new char[8 * 1024];
  private int maxChars = Integer.MAX_VALUE;
  private int longestChars;

  JsonText(JsonGenerator json) {
    this.json = json;
  }

  /** Begins a pass in which no string is written longer than {@code cap} characters. */
  void begin(int cap) {
    maxChars = cap;
    longestChars = 0;
  }

  /** The longest string that this pass met, before it was cut. */
  int longestChars() {
    return longestChars;
  }

  void field(SerializableString name, @Nullable String value) throws IOException {
    json.writeFieldName(name);
    value(value);
  }

  /** A name and a text that is likely to come again. */
  void repeatedField(SerializableString name, String value) throws IOException {
    json.writeFieldName(name);
    repeatedValue(value);
  }

  /** A text that is likely to come again. */
  void repeatedValue(String value) throws IOException {
    SerializedString ready = value.length() <= maxChars ? repeated.find(value) : null;
    if (ready == null) {
      value(value);
    } else {
      json.writeString(ready);
    }
  }

  /** A name that is likely to come again. */
  void repeatedName(String name) throws IOException {
    SerializedString ready = repeated.find(name);
    if (ready == null) {
      json.writeFieldName(name);
    } else {
      json.writeFieldName(ready);
    }
  }

  void value(@Nullable String value) throws IOException {
    if (value == null) {
      json.writeNull();
      return;
    }
    int length = value.length();
    longestChars = Math.max(longestChars, length);
    json.writeString(length <= maxChars ? value : value.substring(0, cutAt(value)));
  }

  /** Like {@link #value(String)}, without a String in between. */
  void value(CharSequence value) throws IOException {
    int length = value.length();
    longestChars = Math.max(longestChars, length);
    int end = length <= maxChars ? length : cutAt(value);
    if (value instanceof StringBuilder builder && end <= chunk.length) {
      builder.getChars(0, end, chunk, 0);
      json.writeString(chunk, 0, end);
    } else {
      json.writeString(value.subSequence(0, end).toString());
    }
  }

  // Never between the halves of a surrogate pair.
  private int cutAt(CharSequence value) {
    boolean splitsPair = maxChars > 0 && Character.isHighSurrogate(value.charAt(maxChars - 1));
    return splitsPair ? maxChars - 1 : maxChars;
  }
}
