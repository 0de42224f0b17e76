package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.LINE;

import org.jspecify.annotations.Nullable;

/**
 * {@code multiline: auto}: knows the stack traces of Java, Node.js, .NET, Python, Go, Ruby, PHP and
 * Rust by their looks.
 *
 * <p>Two things kept apart are a nuisance, two things mixed up are a lie. So a line that only might
 * belong to a trace is undecided until one comes that can be nothing else. Lines that are merely
 * indented (YAML, pretty-printed JSON, SQL) join nothing.
 *
 * <p>An ordinary line after an ordinary line costs a look at its first bytes.
 */
final class TraceContinuation implements Continuation {
  private TraceState state = LINE;

  @Override
  public boolean begin(Line line) {
    // A JSON object is parsed further on: nothing may be appended to it.
    if (isObject(line)) {
      return false;
    }
    state = TraceStart.of(line);
    return true;
  }

  @Override
  public Verdict next(Line first, Line line) {
    if (state == LINE && AfterLine.isOrdinary(line)) {
      return Verdict.BREAK;
    }
    TraceState next = follow(state, first, line);
    if (next == null) {
      return Verdict.BREAK;
    }
    state = next;
    return next.isCertain() ? Verdict.JOIN : Verdict.UNDECIDED;
  }

  static boolean isObject(Line line) {
    return line.at(line.from) == '{' && line.last() == '}';
  }

  private static @Nullable TraceState follow(TraceState state, Line first, Line line) {
    return switch (state) {
      case LINE -> AfterLine.next(first, line);
      case LINE_BLANK, LINE_TASK -> AfterLine.nextAfterGap(first, line);
      case NAMED, ANNOUNCED, REASON -> ErrorMessage.next(state, line);
      case FRAMES, FRAMES_BLANK -> FrameTrace.next(state, line);
      case NODE_PLACE, NODE_SOURCE, NODE_CARET, NODE_PROPERTIES -> NodeTrace.next(state, line);
      case PYTHON, PYTHON_GROUP, PYTHON_END, PYTHON_BLANK, PYTHON_MESSAGE, PYTHON_CHAIN ->
          PythonTrace.next(state, line);
      case GO_ROUTINE, GO_CALL, GO_FILE, GO_BLANK -> GoTrace.next(state, line);
      case RUBY -> RubyTrace.next(line);
      case PHP_STACK, PHP_FRAMES, PHP_BLANK -> PhpTrace.next(state, line);
      case RUST_PANIC, RUST_MESSAGE, RUST_MESSAGE_MORE, RUST_CAUSES, RUST_BACKTRACE, RUST_BLANK ->
          RustTrace.next(state, line);
      case DOTNET_MESSAGE -> DotNetConsole.next(line);
      case DONE -> null;
    };
  }
}
