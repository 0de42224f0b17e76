package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.ANNOUNCED;
import static io.ringtail.node.format.TraceState.DOTNET_MESSAGE;
import static io.ringtail.node.format.TraceState.FRAMES;
import static io.ringtail.node.format.TraceState.GO_CALL;
import static io.ringtail.node.format.TraceState.GO_ROUTINE;
import static io.ringtail.node.format.TraceState.LINE;
import static io.ringtail.node.format.TraceState.NAMED;
import static io.ringtail.node.format.TraceState.NODE_PLACE;
import static io.ringtail.node.format.TraceState.NODE_PROPERTIES;

import org.jspecify.annotations.Nullable;

/** What the first line of an entry may be the beginning of. */
final class TraceStart {
  private static final byte[] EXCEPTION_IN_THREAD = Line.ascii("Exception in thread ");
  private static final byte[] UNHANDLED = Line.ascii("Unhandled ");
  private static final byte[] UNCAUGHT = Line.ascii("Uncaught ");
  private static final byte[] PANIC = Line.ascii("panic: ");
  private static final byte[] FATAL_ERROR = Line.ascii("fatal error: ");
  private static final byte[] STACK_EXCEEDS = Line.ascii("runtime: goroutine stack exceeds");
  private static final byte[] UNEXPECTED_FAULT = Line.ascii("unexpected fault address ");
  private static final byte[] OPENING_BRACE = Line.ascii(" {");

  private TraceStart() {}

  static TraceState of(Line line) {
    int first = line.at(line.from);
    if (line.last() == ':' && PythonTrace.endsAsTraceback(line)) {
      return PythonTrace.begun(line);
    }
    if (Line.isDigit(first)) {
      return LINE;
    }
    if (Line.isLetter(first)) {
      return ofWord(line, first);
    }
    if (Line.isSpace(first)) {
      return FrameTrace.isFrame(line) ? FRAMES : LINE;
    }
    if (first == '[' && ErrorName.at(line, line.from + 1) == ErrorName.ERROR) {
      return line.endsWith(OPENING_BRACE) ? NODE_PROPERTIES : ANNOUNCED;
    }
    if (first == '/' && NodeTrace.isPlace(line)) {
      return NODE_PLACE;
    }
    return first > 0 && RubyTrace.isError(line) ? ANNOUNCED : LINE;
  }

  private static TraceState ofWord(Line line, int first) {
    TraceState state = ofKnownWord(line, first);
    if (state != null) {
      return state;
    }
    if (DotNetConsole.isHeader(line)) {
      return DOTNET_MESSAGE;
    }
    if (NodeTrace.isPlace(line)) {
      return NODE_PLACE;
    }
    return switch (ErrorName.at(line, line.from)) {
      case ERROR -> line.endsWith(OPENING_BRACE) ? NODE_PROPERTIES : ANNOUNCED;
      case CLASS -> NAMED;
      case NONE -> RubyTrace.isError(line) ? ANNOUNCED : GoTrace.isCall(line) ? GO_CALL : LINE;
    };
  }

  private static @Nullable TraceState ofKnownWord(Line line, int first) {
    return switch (first) {
      case 'E' -> announcedIf(line.startsWith(EXCEPTION_IN_THREAD));
      case 'U' -> announcedIf(line.startsWith(UNHANDLED) || line.startsWith(UNCAUGHT));
      case 'P', 'F' -> announcedIf(PhpTrace.isFatalError(line));
      case 'p' -> announcedIf(line.startsWith(PANIC));
      case 'f' -> announcedIf(line.startsWith(FATAL_ERROR));
      case 'r' -> announcedIf(line.startsWith(STACK_EXCEEDS));
      case 'u' -> announcedIf(line.startsWith(UNEXPECTED_FAULT));
      case 'g' -> GoTrace.isRoutine(line) ? GO_ROUTINE : null;
      case 't' -> RustTrace.isPanic(line) ? RustTrace.panic(line) : null;
      default -> null;
    };
  }

  private static @Nullable TraceState announcedIf(boolean announced) {
    return announced ? ANNOUNCED : null;
  }
}
