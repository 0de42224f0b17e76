package io.ringtail.node.format;

import io.ringtail.node.entry.StdStream;

/**
 * Reads a line of Docker's json-file driver: {@code
 * {"log":"message\n","stream":"stdout","time":"2026-11-20T22:00:00.123456789Z"}}, in whatever
 * order, other members (attrs) passed over. A text that does not end in a newline is a piece that
 * is continued.
 *
 * <p>Threading: one thread. The text is valid until the next line.
 */
final class DockerJson {
  private static final byte[] LOG = Line.ascii("\"log\"");
  private static final byte[] STREAM = Line.ascii("\"stream\"");
  private static final byte[] TIME = Line.ascii("\"time\"");
  private static final byte[] STDERR = Line.ascii("\"stderr\"");
  private static final byte[] LAST_NEWLINE = Line.ascii("\\n\"");

  private final Rfc3339 time;
  private final JsonText text = new JsonText();
  private StdStream stream = StdStream.STDOUT;
  private boolean partial;
  private boolean hasTime;

  DockerJson(Rfc3339 time) {
    this.time = time;
  }

  StdStream stream() {
    return stream;
  }

  boolean isPartial() {
    return partial;
  }

  /** Whether the line says when it was written; if not, its time is left to the caller. */
  boolean hasTime() {
    return hasTime;
  }

  /** Whether this is such a line: then its text is the value of {@code log}. */
  boolean take(Line line) {
    stream = StdStream.STDOUT;
    hasTime = false;
    int log = -1;
    int at = line.from;
    if (line.at(at) != '{') {
      return false;
    }
    do {
      int name = afterSpace(line, at + 1);
      int colon = afterSpace(line, skipString(line, name));
      int value = afterSpace(line, colon + 1);
      if (line.at(colon) != ':' || value >= line.to) {
        return false;
      }
      if (line.hasAt(name, LOG)) {
        log = value;
      } else if (line.hasAt(name, STREAM)) {
        stream = line.hasAt(value, STDERR) ? StdStream.STDERR : StdStream.STDOUT;
      } else if (line.hasAt(name, TIME)) {
        hasTime = time.parse(line.bytes, value + 1, line.to) > 0;
      }
      at = afterSpace(line, skipValue(line, value));
    } while (line.at(at) == ',');
    if (line.at(at) != '}' || log < 0 || line.at(log) != '"') {
      return false;
    }
    takeText(line, log + 1);
    if (hasTime) {
      line.time(time.epochSecond(), time.nanoOfSecond());
    }
    return true;
  }

  private void takeText(Line line, int from) {
    byte[] bytes = line.bytes;
    int at = from;
    while (bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    if (bytes[at] == '"') {
      partial = true;
      line.text(bytes, from, at);
    } else if (line.hasAt(at, LAST_NEWLINE)) {
      partial = false;
      line.text(bytes, from, at);
    } else {
      text.decode(bytes, from, line.to);
      int length = text.length();
      partial = length == 0 || text.bytes()[length - 1] != '\n';
      line.text(text.bytes(), 0, partial ? length : length - 1);
    }
  }

  private static int afterSpace(Line line, int at) {
    int i = at;
    while (i < line.to && Line.isSpace(line.bytes[i])) {
      i++;
    }
    return i;
  }

  /** After the string that begins at {@code at}; the line's end if there is none. */
  private static int skipString(Line line, int at) {
    if (line.at(at) != '"') {
      return line.to;
    }
    int i = at + 1;
    while (i < line.to && line.bytes[i] != '"') {
      i += line.bytes[i] == '\\' ? 2 : 1;
    }
    return Math.min(line.to, i + 1);
  }

  private static int skipValue(Line line, int at) {
    int depth = 0;
    int i = at;
    while (i < line.to) {
      int b = line.bytes[i];
      if (b == '"') {
        i = skipString(line, i);
        continue;
      }
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']' || b == ',') {
        if (depth == 0) {
          return i;
        }
        if (b != ',') {
          depth--;
        }
      }
      i++;
    }
    return i;
  }
}
