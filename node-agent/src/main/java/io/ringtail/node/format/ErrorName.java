package io.ringtail.node.format;

/**
 * The name of an exception at the beginning of a line, as Java ({@code java.io.IOException: x}),
 * Node.js ({@code TypeError [ERR_X]: x}), Ruby ({@code Foo::BarError (x)}), Python and .NET print
 * it.
 */
enum ErrorName {
  NONE,
  /** The name of a class in a package, whatever the class is. */
  CLASS,
  /** It says that it is an error. */
  ERROR;

  private static final byte[][] ENDINGS = {
    Line.ascii("Error"),
    Line.ascii("Exception"),
    Line.ascii("Throwable"),
    Line.ascii("Failure"),
    Line.ascii("Fault"),
  };

  static ErrorName at(Line line, int from) {
    if (!Line.isLetter(line.at(from))) {
      return NONE;
    }
    int segment = from;
    int i = from;
    while (i < line.to && isPartOfName(line, i)) {
      if (!Line.isLetter(line.bytes[i]) && isDivider(line.bytes[i])) {
        segment = i + 1;
      }
      i++;
    }
    boolean named = i == line.to || (line.bytes[i] == ':' && isGap(line, i + 1));
    if (endsLikeAnError(line, segment, i)) {
      return named || (line.bytes[i] == ' ' && (line.at(i + 1) == '[' || line.at(i + 1) == '('))
          ? ERROR
          : NONE;
    }
    boolean qualified = segment > from && line.at(segment) >= 'A' && line.at(segment) <= 'Z';
    return named && qualified ? CLASS : NONE;
  }

  /** Whether the line is {@code name: text} or a name alone. */
  static boolean leads(Line line) {
    int i = line.from;
    while (i < line.to && isPartOfName(line, i)) {
      i++;
    }
    return i > line.from && (i == line.to || (line.bytes[i] == ':' && isGap(line, i + 1)));
  }

  private static boolean isPartOfName(Line line, int i) {
    int b = line.bytes[i];
    return Line.isLetter(b)
        || Line.isDigit(b)
        || b == '_'
        || b == '$'
        || (isDivider(b) && (b != ':' || line.at(i + 1) == ':' || line.at(i - 1) == ':'));
  }

  private static boolean isDivider(int b) {
    return b == '.' || b == '\\' || b == '/' || b == ':';
  }

  private static boolean isGap(Line line, int i) {
    return i >= line.to || line.bytes[i] == ' ';
  }

  private static boolean endsLikeAnError(Line line, int from, int to) {
    for (byte[] ending : ENDINGS) {
      int at = to - ending.length;
      if (at >= from && line.hasAt(at, ending)) {
        return true;
      }
    }
    return false;
  }
}
