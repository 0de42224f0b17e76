package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.ANNOUNCED;
import static io.ringtail.node.format.TraceState.DONE;
import static io.ringtail.node.format.TraceState.PHP_BLANK;
import static io.ringtail.node.format.TraceState.PHP_FRAMES;
import static io.ringtail.node.format.TraceState.PHP_STACK;

import org.jspecify.annotations.Nullable;

/** PHP's stack traces, those of Monolog (Laravel, Symfony) and of Xdebug. */
final class PhpTrace {
  private static final byte[] FATAL = Line.ascii("Fatal error: ");
  private static final byte[] PHP_FATAL = Line.ascii("PHP Fatal error: ");
  private static final byte[] STACK_TRACE = Line.ascii("Stack trace:");
  private static final byte[] PHP_STACK_TRACE = Line.ascii("PHP Stack trace:");
  private static final byte[] MONOLOG = Line.ascii("[stacktrace]");
  private static final byte[] FIRST_FRAME = Line.ascii("#0 ");
  private static final byte[] XDEBUG_FRAME = Line.ascii("PHP   ");
  private static final byte[] THROWN_IN = Line.ascii("thrown in ");
  private static final byte[] NEXT = Line.ascii("Next ");
  private static final byte[] MONOLOG_END = Line.ascii("\"}");
  private static final byte[] INTERNAL = Line.ascii("[internal function]");
  private static final byte[] MAIN = Line.ascii("{main}");
  private static final byte[] CALL = Line.ascii("): ");

  private PhpTrace() {}

  static @Nullable TraceState next(TraceState state, Line line) {
    if (state == PHP_STACK) {
      return line.startsWith(FIRST_FRAME) || line.startsWith(XDEBUG_FRAME) ? PHP_FRAMES : null;
    }
    if (line.isBlank()) {
      return state == PHP_BLANK ? null : PHP_BLANK;
    }
    if (line.startsWith(NEXT)) {
      return ANNOUNCED;
    }
    if (state == PHP_BLANK) {
      return null;
    }
    if (line.hasAt(line.textStart(), THROWN_IN) || line.startsWith(MONOLOG_END)) {
      return DONE;
    }
    boolean frame = line.at(line.from) == '#' && Line.isDigit(line.at(line.from + 1));
    return frame || line.startsWith(XDEBUG_FRAME) ? PHP_FRAMES : null;
  }

  /** Whether a stack trace begins here, whatever came before. */
  static @Nullable TraceState entered(Line line) {
    return switch (line.at(line.from)) {
      case 'S' -> line.startsWith(STACK_TRACE) ? PHP_STACK : null;
      case 'P' -> line.startsWith(PHP_STACK_TRACE) ? PHP_STACK : null;
      case '[' -> line.startsWith(MONOLOG) ? PHP_STACK : null;
      case '#' -> isFirstFrame(line) ? PHP_FRAMES : null;
      default -> null;
    };
  }

  static boolean isFatalError(Line line) {
    return line.startsWith(PHP_FATAL) || line.startsWith(FATAL);
  }

  private static boolean isFirstFrame(Line line) {
    return line.startsWith(FIRST_FRAME)
        && (line.contains(CALL) || line.endsWith(MAIN) || line.contains(INTERNAL));
  }
}
