package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.ANNOUNCED;
import static io.ringtail.node.format.TraceState.FRAMES;
import static io.ringtail.node.format.TraceState.GO_ROUTINE;
import static io.ringtail.node.format.TraceState.NAMED;
import static io.ringtail.node.format.TraceState.NODE_PROPERTIES;
import static io.ringtail.node.format.TraceState.REASON;
import static io.ringtail.node.format.TraceState.RUBY;

import org.jspecify.annotations.Nullable;

/** After the line that names an error: the rest of its message, until the stack trace begins. */
final class ErrorMessage {
  private static final byte[] INNER = Line.ascii("---> ");

  private ErrorMessage() {}

  static @Nullable TraceState next(TraceState state, Line line) {
    if (FrameTrace.isFrame(line)) {
      return FrameTrace.framesOr(NODE_PROPERTIES, line);
    }
    int text = line.textStart();
    if (FrameTrace.isCause(line, text) || line.hasAt(text, INNER)) {
      return state == REASON ? REASON : ANNOUNCED;
    }
    if (FrameTrace.isElision(line)) {
      return FRAMES;
    }
    if (state == NAMED) {
      return null;
    }
    TraceState entered = entered(line);
    if (entered != null) {
      return entered;
    }
    if (NodeTrace.isCaret(line)) {
      return REASON;
    }
    boolean anotherError = text == line.from && TraceStart.of(line) != TraceState.LINE;
    return anotherError || LogMessage.beginsAnew(line) ? null : ANNOUNCED;
  }

  /** A line that shows which language's stack trace begins. */
  private static @Nullable TraceState entered(Line line) {
    if (GoTrace.isRoutine(line)) {
      return GO_ROUTINE;
    }
    if (PythonTrace.isTraceback(line)) {
      return PythonTrace.begun(line);
    }
    if (RubyTrace.isFrame(line)) {
      return RUBY;
    }
    TraceState state = PhpTrace.entered(line);
    return state != null ? state : RustTrace.entered(line);
  }
}
