package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.RUST_BACKTRACE;
import static io.ringtail.node.format.TraceState.RUST_BLANK;
import static io.ringtail.node.format.TraceState.RUST_CAUSES;
import static io.ringtail.node.format.TraceState.RUST_MESSAGE;
import static io.ringtail.node.format.TraceState.RUST_MESSAGE_MORE;
import static io.ringtail.node.format.TraceState.RUST_PANIC;

import org.jspecify.annotations.Nullable;

/** Rust's panics and backtraces, and the reports of anyhow and eyre. */
final class RustTrace {
  private static final byte[] THREAD = Line.ascii("thread '");
  private static final byte[] PANICKED_AT = Line.ascii(" panicked at ");
  private static final byte[] STACK_BACKTRACE = Line.ascii("stack backtrace:");
  private static final byte[] ANYHOW_BACKTRACE = Line.ascii("Stack backtrace:");
  private static final byte[] CAUSED_BY = Line.ascii("Caused by:");
  private static final byte[] LOCATION = Line.ascii("Location:");
  private static final byte[] NOTE_RUN_WITH = Line.ascii("note: run with ");
  private static final byte[] NOTE_DETAILS = Line.ascii("note: Some details are omitted");

  private RustTrace() {}

  static @Nullable TraceState next(TraceState state, Line line) {
    return switch (state) {
      case RUST_PANIC -> RUST_MESSAGE;
      case RUST_MESSAGE, RUST_MESSAGE_MORE -> {
        if (leadsOn(line)) {
          yield RUST_BACKTRACE;
        }
        if (isPanic(line) || LogMessage.beginsAnew(line)) {
          yield null;
        }
        boolean goesOn = state == RUST_MESSAGE && line.isIndented();
        yield goesOn ? RUST_MESSAGE : RUST_MESSAGE_MORE;
      }
      case RUST_CAUSES -> line.isIndented() ? RUST_BACKTRACE : null;
      case RUST_BACKTRACE, RUST_BLANK -> {
        if (line.isBlank()) {
          yield state == RUST_BLANK ? null : RUST_BLANK;
        }
        boolean goesOn = state == RUST_BACKTRACE && line.isIndented();
        yield goesOn || leadsOn(line) ? RUST_BACKTRACE : null;
      }
      default -> null;
    };
  }

  static boolean isPanic(Line line) {
    return line.startsWith(THREAD) && line.contains(PANICKED_AT);
  }

  /** From 1.73 on the message is on the next line. */
  static TraceState panic(Line line) {
    return line.last() == ':' ? RUST_PANIC : RUST_MESSAGE;
  }

  /** Whether a backtrace begins here, whatever came before. */
  static @Nullable TraceState entered(Line line) {
    if (leadsOn(line)) {
      // Certain only once its first frame is there.
      return RUST_CAUSES;
    }
    return line.length() == CAUSED_BY.length && line.startsWith(CAUSED_BY) ? RUST_CAUSES : null;
  }

  private static boolean leadsOn(Line line) {
    return line.startsWith(STACK_BACKTRACE)
        || line.startsWith(NOTE_RUN_WITH)
        || line.startsWith(NOTE_DETAILS)
        || line.startsWith(ANYHOW_BACKTRACE)
        || line.startsWith(LOCATION);
  }
}
