package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.DOTNET_MESSAGE;

import org.jspecify.annotations.Nullable;

/**
 * .NET's console logger, which divides every entry: {@code fail: Category[0]}, then the message and
 * the exception, indented by six spaces.
 */
final class DotNetConsole {
  private static final byte[][] LEVELS = {
    Line.ascii("info: "),
    Line.ascii("warn: "),
    Line.ascii("fail: "),
    Line.ascii("crit: "),
    Line.ascii("dbug: "),
    Line.ascii("trce: "),
  };
  private static final byte[] INDENT = Line.ascii("      ");

  private DotNetConsole() {}

  static @Nullable TraceState next(Line line) {
    return line.startsWith(INDENT) ? DOTNET_MESSAGE : null;
  }

  /** {@code fail: Microsoft.AspNetCore.Server.Kestrel[13]}. */
  static boolean isHeader(Line line) {
    if (line.last() != ']' || !hasLevel(line)) {
      return false;
    }
    int i = line.to - 1;
    while (i > line.from && Line.isDigit(line.bytes[i - 1])) {
      i--;
    }
    return i < line.to - 1 && line.bytes[i - 1] == '[';
  }

  private static boolean hasLevel(Line line) {
    for (byte[] level : LEVELS) {
      if (line.startsWith(level)) {
        return true;
      }
    }
    return false;
  }
}
