package io.ringtail.ring;

/** Cuts a message that could not be delivered whole, between characters. */
final class LongMessage {
  private LongMessage() {}

  /** The first {@code maxChars} of {@code message}, one less rather than half of a pair. */
  static String cut(String message, int maxChars) {
    int end = maxChars;
    if (Character.isHighSurrogate(message.charAt(end - 1))) {
      end--;
    }
    return message.substring(0, end);
  }

  /** How many bytes {@code message} takes in UTF-8 from {@code start} on. */
  static int utf8Bytes(String message, int start) {
    long bytes = 0;
    for (int i = start; i < message.length(); i++) {
      char c = message.charAt(i);
      // Each half of a surrogate pair counts half of its four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }
}
