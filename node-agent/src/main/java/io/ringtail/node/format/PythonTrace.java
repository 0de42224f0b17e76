package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.PYTHON;
import static io.ringtail.node.format.TraceState.PYTHON_BLANK;
import static io.ringtail.node.format.TraceState.PYTHON_CHAIN;
import static io.ringtail.node.format.TraceState.PYTHON_END;
import static io.ringtail.node.format.TraceState.PYTHON_GROUP;
import static io.ringtail.node.format.TraceState.PYTHON_MESSAGE;

import org.jspecify.annotations.Nullable;

/** Python's tracebacks, chained ones and groups; Ruby's of the same name. */
final class PythonTrace {
  private static final byte[] TRACEBACK = Line.ascii("Traceback (most recent call last):");
  private static final byte[] GROUP = Line.ascii("+ Exception Group Traceback (most recent call");
  private static final byte[] DURING = Line.ascii("During handling of the above exception, ");
  private static final byte[] DIRECT_CAUSE = Line.ascii("The above exception was the direct cause");
  private static final byte[][] MESSAGE_ENDS = {
    Line.ascii("(Background on this error at: "), Line.ascii("[SQL: "), Line.ascii("[parameters: "),
  };

  private PythonTrace() {}

  static @Nullable TraceState next(TraceState state, Line line) {
    return switch (state) {
      case PYTHON -> {
        if (line.isIndented()) {
          yield PYTHON;
        }
        boolean end = ErrorName.leads(line) || RubyTrace.isError(line);
        yield end && !isTraceback(line) ? PYTHON_END : null;
      }
      case PYTHON_GROUP -> isTree(line) ? PYTHON_GROUP : null;
      case PYTHON_END, PYTHON_BLANK, PYTHON_MESSAGE -> afterEnd(state, line);
      case PYTHON_CHAIN -> {
        if (line.isBlank()) {
          yield PYTHON_CHAIN;
        }
        yield isTraceback(line) ? begun(line) : null;
      }
      default -> null;
    };
  }

  private static @Nullable TraceState afterEnd(TraceState state, Line line) {
    int text = line.textStart();
    if (line.hasAt(text, DURING) || line.hasAt(text, DIRECT_CAUSE)) {
      return PYTHON_CHAIN;
    }
    for (byte[] end : MESSAGE_ENDS) {
      if (line.startsWith(end)) {
        return PYTHON_END;
      }
    }
    if (isTraceback(line) || LogMessage.beginsAnew(line)) {
      return null;
    }
    if (text == line.to) {
      return state == PYTHON_END ? PYTHON_BLANK : PYTHON_MESSAGE;
    }
    // A message goes on over indented lines; over others only if a chained exception follows.
    boolean goesOn = state == PYTHON_END && text > line.from;
    return goesOn ? PYTHON_END : PYTHON_MESSAGE;
  }

  static boolean isTraceback(Line line) {
    int text = line.textStart();
    return line.hasAt(text, TRACEBACK) || line.hasAt(text, GROUP);
  }

  /** After the first line of a traceback. */
  static TraceState begun(Line line) {
    return line.hasAt(line.textStart(), GROUP) ? PYTHON_GROUP : PYTHON;
  }

  private static boolean isTree(Line line) {
    int first = line.at(line.textStart());
    return line.isIndented() && (first == '|' || first == '+');
  }

  /** A line that logs the first line of a traceback. */
  static boolean endsAsTraceback(Line line) {
    return line.endsWith(TRACEBACK);
  }
}
