package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.ANNOUNCED;
import static io.ringtail.node.format.TraceState.FRAMES;
import static io.ringtail.node.format.TraceState.GO_CALL;
import static io.ringtail.node.format.TraceState.GO_ROUTINE;
import static io.ringtail.node.format.TraceState.LINE_BLANK;
import static io.ringtail.node.format.TraceState.LINE_TASK;
import static io.ringtail.node.format.TraceState.NAMED;
import static io.ringtail.node.format.TraceState.RUBY;

import org.jspecify.annotations.Nullable;

/** What may follow an ordinary line and belong to it: the stack trace that it is the message of. */
final class AfterLine {
  private static final byte[] FUTURE = Line.ascii("future: <");
  private static final byte[] HANDLE = Line.ascii("handle: <");
  private static final byte[] INNER = Line.ascii("---> ");
  private static final boolean[] ORDINARY = ordinary();

  private AfterLine() {}

  /** First bytes that nothing begins with which could belong to an ordinary line before it. */
  private static boolean[] ordinary() {
    boolean[] ordinary = new boolean[256];
    for (int i = 0; i < ordinary.length; i++) {
      ordinary[i] =
          !(Line.isLetter(i) || Line.isSpace(i) || i == '#' || i == '/' || i == '[' || i == '(')
              || i >= 0x80;
    }
    return ordinary;
  }

  /** Whether the first byte alone says that the line begins something new. */
  static boolean isOrdinary(Line line) {
    return line.from < line.to && ORDINARY[line.bytes[line.from] & 0xFF];
  }

  static @Nullable TraceState next(Line first, Line line) {
    int text = line.textStart();
    if (text == line.to) {
      return LINE_BLANK;
    }
    if (text > line.from) {
      return indented(first, line, text);
    }
    TraceState state = PhpTrace.entered(line);
    if (state == null) {
      state = RustTrace.entered(line);
    }
    if (state != null) {
      return state;
    }
    if (line.startsWith(FUTURE) || line.startsWith(HANDLE)) {
      return LogMessage.reportsTrouble(first) ? LINE_TASK : null;
    }
    state = nextAfterGap(first, line);
    return state == null && GoTrace.isCall(line) ? GO_CALL : state;
  }

  /** The same, after lines that only stand between a message and its stack trace. */
  static @Nullable TraceState nextAfterGap(Line first, Line line) {
    if (PythonTrace.isTraceback(line)) {
      return LogMessage.reportsTrouble(first) || first.last() == ':'
          ? PythonTrace.begun(line)
          : null;
    }
    if (GoTrace.isRoutine(line)) {
      return LogMessage.reportsTrouble(first) ? GO_ROUTINE : null;
    }
    if (RubyTrace.isFrame(line)) {
      return RUBY;
    }
    ErrorName name = ErrorName.at(line, line.textStart());
    if (name == ErrorName.NONE
        || !(LogMessage.isDated(first) || LogMessage.reportsTrouble(first))) {
      return null;
    }
    return name == ErrorName.ERROR ? ANNOUNCED : NAMED;
  }

  private static @Nullable TraceState indented(Line first, Line line, int text) {
    if (FrameTrace.isFrame(line)) {
      return FRAMES;
    }
    if (line.hasAt(text, INNER)) {
      return ANNOUNCED;
    }
    if (RubyTrace.isFrame(line)) {
      return RUBY;
    }
    return PythonTrace.isTraceback(line) && LogMessage.reportsTrouble(first)
        ? PythonTrace.begun(line)
        : null;
  }
}
