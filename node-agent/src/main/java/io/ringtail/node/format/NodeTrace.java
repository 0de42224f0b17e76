package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.FRAMES;
import static io.ringtail.node.format.TraceState.NODE_CARET;
import static io.ringtail.node.format.TraceState.NODE_PROPERTIES;
import static io.ringtail.node.format.TraceState.NODE_SOURCE;
import static io.ringtail.node.format.TraceState.REASON;

import org.jspecify.annotations.Nullable;

/** What Node.js prints around the {@code at} lines of an error that nobody has caught. */
final class NodeTrace {
  private static final byte[] FILE_URL = Line.ascii("file://");
  private static final byte[] NODE = Line.ascii("node:");
  private static final byte[] OPENING_BRACE = Line.ascii(" {");

  private NodeTrace() {}

  static @Nullable TraceState next(TraceState state, Line line) {
    return switch (state) {
      case NODE_PLACE -> LogMessage.beginsAnew(line) ? null : NODE_SOURCE;
      case NODE_SOURCE -> isCaret(line) ? NODE_CARET : null;
      case NODE_CARET -> {
        if (line.isBlank()) {
          yield NODE_CARET;
        }
        yield line.endsWith(OPENING_BRACE) ? NODE_PROPERTIES : REASON;
      }
      case NODE_PROPERTIES -> {
        if (line.at(line.from) == '}') {
          yield FRAMES;
        }
        yield line.isIndented() ? NODE_PROPERTIES : null;
      }
      default -> null;
    };
  }

  /** {@code /app/index.js:3}. */
  static boolean isPlace(Line line) {
    if (!Line.isDigit(line.last())
        || !(line.at(line.from) == '/' || line.startsWith(FILE_URL) || line.startsWith(NODE))) {
      return false;
    }
    int i = line.to;
    while (i > line.from && Line.isDigit(line.bytes[i - 1])) {
      i--;
    }
    return i > line.from && line.bytes[i - 1] == ':';
  }

  /** {@code ^^^} under the source. */
  static boolean isCaret(Line line) {
    int i = line.textStart();
    if (line.at(i) != '^') {
      return false;
    }
    while (line.at(i) == '^') {
      i++;
    }
    return i == line.to;
  }
}
