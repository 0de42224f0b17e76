package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.DONE;
import static io.ringtail.node.format.TraceState.FRAMES;
import static io.ringtail.node.format.TraceState.FRAMES_BLANK;
import static io.ringtail.node.format.TraceState.NODE_PROPERTIES;
import static io.ringtail.node.format.TraceState.REASON;

import org.jspecify.annotations.Nullable;

/** Stack traces of {@code at} lines: Java, Kotlin, Scala, Node.js, .NET. */
final class FrameTrace {
  private static final byte[] AT = Line.ascii("at ");
  private static final byte[] CAUSED_BY = Line.ascii("Caused by: ");
  private static final byte[] SUPPRESSED = Line.ascii("Suppressed: ");
  private static final byte[] WRAPPED_BY = Line.ascii("Wrapped by: ");
  private static final byte[] NODE_CAUSE = Line.ascii("[cause]: ");
  private static final byte[] INNER = Line.ascii("---> ");
  private static final byte[] ELISION = Line.ascii("... ");
  private static final byte[] END_OF = Line.ascii("--- End of ");
  private static final byte[] CIRCULAR = Line.ascii("[CIRCULAR REFERENCE");
  private static final byte[] MONITOR = Line.ascii("- ");
  private static final byte[] NODE_VERSION = Line.ascii("Node.js v");
  private static final byte[] COROUTINE = Line.ascii("(Coroutine ");
  private static final byte[] REACTOR_SITES = Line.ascii("Error has been observed at the follow");
  private static final byte[] REACTOR_TRACE = Line.ascii("Original Stack Trace:");
  private static final byte[] REACTOR_CHECKPOINT = Line.ascii("*__");
  private static final byte[] REACTOR_STEP = Line.ascii("|_");

  private static final byte[] NATIVE = Line.ascii("(native)");
  private static final byte[] NATIVE_METHOD = Line.ascii("(Native Method)");
  private static final byte[] UNKNOWN_SOURCE = Line.ascii("(Unknown Source)");
  private static final byte[] ANONYMOUS = Line.ascii("<anonymous>");
  private static final byte[] OPENING_BRACE = Line.ascii(" {");

  private FrameTrace() {}

  static @Nullable TraceState next(TraceState state, Line line) {
    int text = line.textStart();
    if (text == line.to) {
      return state == FRAMES ? FRAMES_BLANK : null;
    }
    if (state == FRAMES_BLANK) {
      return line.startsWith(NODE_VERSION) ? DONE : null;
    }
    if (text > line.from && line.hasAt(text, AT)) {
      return framesOr(NODE_PROPERTIES, line);
    }
    if (isCause(line, text) || line.hasAt(text, INNER)) {
      return REASON;
    }
    if (line.hasAt(text, END_OF)
        || line.startsWith(REACTOR_SITES)
        || line.startsWith(REACTOR_TRACE)) {
      return FRAMES;
    }
    boolean detail =
        text > line.from
            && (line.hasAt(text, ELISION)
                || line.hasAt(text, MONITOR)
                || line.hasAt(text, CIRCULAR)
                || line.hasAt(text, COROUTINE)
                || line.hasAt(text, REACTOR_CHECKPOINT)
                || line.hasAt(text, REACTOR_STEP));
    return detail ? FRAMES : null;
  }

  /** FRAMES, or the other if the frame is followed by properties in braces. */
  static TraceState framesOr(TraceState properties, Line frame) {
    return frame.endsWith(OPENING_BRACE) ? properties : FRAMES;
  }

  static boolean isCause(Line line, int text) {
    return line.hasAt(text, CAUSED_BY)
        || line.hasAt(text, SUPPRESSED)
        || line.hasAt(text, WRAPPED_BY)
        || line.hasAt(text, NODE_CAUSE);
  }

  /** {@code ... 12 more}. */
  static boolean isElision(Line line) {
    int text = line.textStart();
    return text > line.from
        && line.hasAt(text, ELISION)
        && Line.isDigit(line.at(text + ELISION.length));
  }

  /** Whether it is an indented {@code at} with a place in code after it, not a sentence. */
  static boolean isFrame(Line line) {
    int text = line.textStart();
    if (text == line.from || !line.hasAt(text, AT)) {
      return false;
    }
    int place = text + AT.length;
    boolean qualified = false;
    for (int i = place; i < line.to && line.bytes[i] != ' '; i++) {
      if (line.bytes[i] == '.') {
        qualified = true;
      } else if (line.bytes[i] == '(' && qualified) {
        return true;
      }
    }
    int end = line.endsWith(OPENING_BRACE) ? line.to - OPENING_BRACE.length : line.to;
    return endsAsPlace(line, place, end);
  }

  private static boolean endsAsPlace(Line line, int from, int to) {
    if (hasBefore(line, from, to, ANONYMOUS)) {
      return true;
    }
    if (line.at(to - 1) != ')') {
      // {@code file:///app/index.js:3:9}
      int column = digitsBack(line, from, to);
      return column > from + 1
          && line.bytes[column - 1] == ':'
          && digitsBack(line, from, column - 1) < column - 1
          && !Line.isDigit(line.bytes[from]);
    }
    int inside = to - 1;
    return digitsBack(line, from, inside) < inside
        || hasBefore(line, from, inside, ANONYMOUS)
        || hasBefore(line, from, to, NATIVE)
        || hasBefore(line, from, to, NATIVE_METHOD)
        || hasBefore(line, from, to, UNKNOWN_SOURCE);
  }

  private static boolean hasBefore(Line line, int from, int end, byte[] word) {
    return end - word.length >= from && line.hasAt(end - word.length, word);
  }

  /** Where the digits begin that end before {@code to}. */
  private static int digitsBack(Line line, int from, int to) {
    int i = to;
    while (i > from && Line.isDigit(line.bytes[i - 1])) {
      i--;
    }
    return i;
  }
}
