package io.ringtail.node.format;

import java.util.Locale;

/** What a line says about itself, as people who write log messages do. */
final class LogMessage {
  /** A date and a time with a zone fit in. */
  private static final int TIME_WITHIN_BYTES = 56;

  private static final int TROUBLE_WITHIN_BYTES = 1024;
  private static final byte[][] TROUBLE = {
    word("error"),
    word("exception"),
    word("warn"),
    word("fatal"),
    word("fail"),
    word("crit"),
    word("severe"),
    word("panic"),
    word("crash"),
    word("abort"),
    word("uncaught"),
    word("unhandled"),
    word("traceback"),
  };

  private LogMessage() {}

  private static byte[] word(String word) {
    return Line.ascii(word.toLowerCase(Locale.ROOT));
  }

  /** Whether it has the time of day near its beginning: no part of a stack trace has. */
  static boolean isDated(Line line) {
    int end = Math.min(line.to, line.from + TIME_WITHIN_BYTES) - 7;
    for (int i = line.from; i < end; i++) {
      if (line.bytes[i + 2] == ':'
          && line.bytes[i + 5] == ':'
          && areDigits(line, i)
          && areDigits(line, i + 3)
          && areDigits(line, i + 6)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it speaks of something that a stack trace may explain. */
  static boolean reportsTrouble(Line line) {
    int end = Math.min(line.to, line.from + TROUBLE_WITHIN_BYTES);
    for (int i = line.from; i < end; i++) {
      if (Line.isLetter(line.bytes[i])) {
        for (byte[] word : TROUBLE) {
          if (hasIgnoringCase(line, i, word)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether the next line of a message that has begun cannot be this one. */
  static boolean beginsAnew(Line line) {
    return isDated(line) || TraceContinuation.isObject(line);
  }

  private static boolean areDigits(Line line, int at) {
    return Line.isDigit(line.bytes[at]) && Line.isDigit(line.bytes[at + 1]);
  }

  private static boolean hasIgnoringCase(Line line, int at, byte[] word) {
    if (line.to - at < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if ((line.bytes[at + i] | 0x20) != word[i]) {
        return false;
      }
    }
    return true;
  }
}
