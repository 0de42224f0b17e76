package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ringtail.node.entry.Position;

/**
 * One line, or a piece of one, on its way to become an entry: text, time, and where it stood.
 *
 * <p>A place that is filled again: a stage that keeps something of it copies it.
 */
final class Line {
  byte[] bytes = {};

  /** The text is {@code bytes[from, to)}. */
  int from;

  int to;

  /** Bytes that the text had before it was shortened; 0 if it was not. */
  long originalBytes;

  long epochSecond;
  int nanoOfSecond;

  /** The {@link Position} of its first byte, and of the byte after its newline. */
  long startPosition;

  long endPosition;

  /** A word to compare with. */
  static byte[] ascii(String word) {
    return word.getBytes(US_ASCII);
  }

  void text(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  void place(long startPosition, long endPosition) {
    this.startPosition = startPosition;
    this.endPosition = endPosition;
  }

  void time(long epochSecond, int nanoOfSecond) {
    this.epochSecond = epochSecond;
    this.nanoOfSecond = nanoOfSecond;
  }

  /** All but the text itself. */
  void describeLike(Line other) {
    originalBytes = other.originalBytes;
    time(other.epochSecond, other.nanoOfSecond);
    place(other.startPosition, other.endPosition);
  }

  int length() {
    return to - from;
  }

  /** Bytes of the text before anybody shortened it. */
  long wholeBytes() {
    return originalBytes == 0 ? length() : originalBytes;
  }

  /** Cuts the text after {@code maxBytes}, not within a character of UTF-8. */
  void shorten(int maxBytes) {
    if (length() > maxBytes) {
      originalBytes = wholeBytes();
      to = from + Utf8.boundary(bytes, from, maxBytes);
    }
  }

  /** The byte at an index of the array; -1 before the text and after it. */
  int at(int index) {
    return index >= from && index < to ? bytes[index] : -1;
  }

  /** -1 if there is none. */
  int last() {
    return to > from ? bytes[to - 1] : -1;
  }

  /** The index of the first byte that is neither space nor tab; {@code to} if there is none. */
  int textStart() {
    int i = from;
    while (i < to && isSpace(bytes[i])) {
      i++;
    }
    return i;
  }

  boolean isBlank() {
    return textStart() == to;
  }

  boolean isIndented() {
    return to > from && isSpace(bytes[from]);
  }

  boolean startsWith(byte[] word) {
    return hasAt(from, word);
  }

  boolean endsWith(byte[] word) {
    return length() >= word.length && hasAt(to - word.length, word);
  }

  boolean hasAt(int index, byte[] word) {
    if (to - index < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[index + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  boolean contains(byte[] word) {
    for (int i = from; i <= to - word.length; i++) {
      if (hasAt(i, word)) {
        return true;
      }
    }
    return false;
  }

  static boolean isSpace(int b) {
    return b == ' ' || b == '\t';
  }

  static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  static boolean isLetter(int b) {
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'z';
  }
}
