package io.ringtail.encode;

import org.jspecify.annotations.Nullable;

/**
 * Writes strings, none of them longer than the cap of this pass over the event.
 *
 * <p>Threading: one thread.
 */
final class JsonText {
  private final JsonWriter json;
  private final RepeatedText repeated;
  private int maxChars = Integer.MAX_VALUE;
  private int longestChars;

  JsonText(JsonWriter json) {
    this.json = json;
    this.repeated = new RepeatedText(json);
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

  void field(Fixed name, @Nullable String value) {
    json.name(name);
    value(value);
  }

  /** A name and a text that is likely to come again. */
  void repeatedField(Fixed name, String value) {
    json.name(name);
    repeatedValue(value);
  }

  /** A text that is likely to come again. */
  void repeatedValue(String value) {
    if (value.length() <= maxChars) {
      longestChars = Math.max(longestChars, value.length());
      repeated.write(value);
    } else {
      value(value);
    }
  }

  /** A name that is likely to come again; never cut. */
  void repeatedName(String name) {
    json.element();
    repeated.write(name);
    json.colon();
  }

  /** A String or a StringBuilder. */
  void value(@Nullable CharSequence value) {
    if (value == null) {
      json.nullValue();
      return;
    }
    int length = value.length();
    longestChars = Math.max(longestChars, length);
    json.string(value, length <= maxChars ? length : cutAt(value));
  }

  // Never between the halves of a surrogate pair.
  private int cutAt(CharSequence value) {
    boolean splitsPair = maxChars > 0 && Character.isHighSurrogate(value.charAt(maxChars - 1));
    return splitsPair ? maxChars - 1 : maxChars;
  }
}
