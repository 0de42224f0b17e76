package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.RUBY;

import org.jspecify.annotations.Nullable;

/** Ruby's backtraces, as the interpreter, its logger and Rails print them. */
final class RubyTrace {
  /** Up to 3.3. */
  private static final byte[] IN_BACKTICK = Line.ascii(":in `");

  /** From 3.4 on. */
  private static final byte[] IN_QUOTE = Line.ascii(":in '");

  private static final byte[] ELISION = Line.ascii("... ");
  private static final byte[] LEVELS = Line.ascii(" levels...");

  private RubyTrace() {}

  static @Nullable TraceState next(Line line) {
    boolean elision = line.hasAt(line.textStart(), ELISION) && line.endsWith(LEVELS);
    return isFrame(line) || isError(line) || elision ? RUBY : null;
  }

  /** {@code app.rb:7:in `run'}, with {@code from} before it or not. */
  static boolean isFrame(Line line) {
    return line.last() == '\'' && hasPlace(line, line.to);
  }

  /** {@code app.rb:3:in `parse': wrong (ArgumentError)}. */
  static boolean isError(Line line) {
    if (line.last() != ')') {
      return false;
    }
    int end = line.from;
    while (line.bytes[end] != ' ' && line.bytes[end] != ')') {
      end++;
    }
    return hasPlace(line, end);
  }

  private static boolean hasPlace(Line line, int end) {
    for (int i = line.from + 1; i < end; i++) {
      if (line.bytes[i] == ':'
          && Line.isDigit(line.bytes[i - 1])
          && (line.hasAt(i, IN_BACKTICK) || line.hasAt(i, IN_QUOTE))) {
        return true;
      }
    }
    return false;
  }
}
