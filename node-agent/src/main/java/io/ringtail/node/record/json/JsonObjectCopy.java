package io.ringtail.node.record.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.encode.RecordBuffer;
import io.ringtail.event.RecordForm;
import java.util.Arrays;
import java.util.Collection;

/**
 * Copies a text that is one JSON object into a record: checked to the letter of RFC 8259, without
 * blanks, in the record's form, in one pass.
 *
 * <p>Numbers and escapes stay as they were written, and so do keys that come twice; bytes that are
 * no UTF-8 become U+FFFD.
 *
 * <p>Threading: one thread. Allocates: nothing.
 */
public final class JsonObjectCopy {
  /** More levels of objects and arrays are not taken for JSON. */
  public static final int MAX_DEPTH = 256;

  /** What became of the text. */
  public enum Result {
    COPIED,
    /** It is no JSON object; the record that was begun is of no use. */
    NOT_AN_OBJECT,
    /** A member has a name that is taken, or one that is escaped; likewise. */
    NAME_TAKEN
  }

  /** What was read last. */
  private enum Last {
    OPENING,
    COMMA,
    VALUE
  }

  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] FALSE = "false".getBytes(UTF_8);
  private static final byte[] NULL = "null".getBytes(UTF_8);
  private static final int HEX_DIGITS = 4;

  private final JsonOut out;
  private final byte[][] taken;

  /** A bit for each level: whether it is an object. */
  private final long[] objects = new long[MAX_DEPTH / Long.SIZE + 1];

  private int depth;
  private byte[] in = {};
  private int read;
  private int end;

  /**
   * @param takenNames what {@link #copyMembers} may not write
   */
  public JsonObjectCopy(RecordBuffer buffer, RecordForm form, Collection<String> takenNames) {
    this.out = new JsonOut(buffer, form);
    this.taken = takenNames.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  /** Whether it is worth the try. */
  public static boolean mayBeObject(byte[] text, int offset, int length) {
    int from = offset;
    int to = offset + length;
    while (from < to && isBlank(text[from])) {
      from++;
    }
    while (to > from && isBlank(text[to - 1])) {
      to--;
    }
    return to - from >= 2 && text[from] == '{' && text[to - 1] == '}';
  }

  /** Writes the object that {@code text[offset, offset + length)} is, blanks around it aside. */
  public Result copy(byte[] text, int offset, int length) {
    return run(text, offset, length, true);
  }

  /**
   * Writes its members alone, without the braces, so that they may stand beside others. An object
   * without members has nothing to say that way: it counts as none.
   */
  public Result copyMembers(byte[] text, int offset, int length) {
    return run(text, offset, length, false);
  }

  private Result run(byte[] text, int offset, int length, boolean whole) {
    in = text;
    read = offset;
    end = offset + length;
    out.open();
    Result result = next() == '{' ? object(whole) : Result.NOT_AN_OBJECT;
    out.close();
    return result == Result.COPIED && next() >= 0 ? Result.NOT_AN_OBJECT : result;
  }

  /** Copies from behind the first brace to the last. */
  private Result object(boolean whole) {
    if (whole) {
      out.put('{');
    }
    depth = 0;
    push(true);
    boolean anything = whole;
    Last last = Last.OPENING;
    while (true) {
      out.reserve();
      int c = next();
      if (last != Last.COMMA && c == (inObject() ? '}' : ']')) {
        depth--;
        if (depth > 0 || whole) {
          out.put(c);
        }
        if (depth == 0) {
          return anything ? Result.COPIED : Result.NOT_AN_OBJECT;
        }
        last = Last.VALUE;
      } else if (last == Last.VALUE) {
        if (c != ',') {
          return Result.NOT_AN_OBJECT;
        }
        out.put(c);
        last = Last.COMMA;
      } else {
        if (inObject()) {
          int name = read;
          if (c != '"' || !string() || next() != ':') {
            return Result.NOT_AN_OBJECT;
          }
          if (!whole && depth == 1 && isTaken(name)) {
            return Result.NAME_TAKEN;
          }
          out.put(':');
          c = next();
        }
        anything = true;
        if (c == '{' || c == '[') {
          if (depth == MAX_DEPTH) {
            return Result.NOT_AN_OBJECT;
          }
          out.put(c);
          push(c == '{');
          last = Last.OPENING;
        } else if (scalar(c)) {
          last = Last.VALUE;
        } else {
          return Result.NOT_AN_OBJECT;
        }
      }
    }
  }

  private void push(boolean object) {
    long bit = 1L << depth;
    int word = depth / Long.SIZE;
    objects[word] = object ? objects[word] | bit : objects[word] & ~bit;
    depth++;
  }

  private boolean inObject() {
    int level = depth - 1;
    return (objects[level / Long.SIZE] & 1L << level) != 0;
  }

  /** The next character that is no blank; negative at the end. */
  private int next() {
    while (read < end) {
      byte b = in[read++];
      if (!isBlank(b)) {
        // Never legal outside of a string, and not to be taken for the end.
        return b & 0xff;
      }
    }
    return -1;
  }

  private boolean scalar(int c) {
    return switch (c) {
      case '"' -> string();
      case 't' -> literal(TRUE);
      case 'f' -> literal(FALSE);
      case 'n' -> literal(NULL);
      default -> number();
    };
  }

  /** Copies a string from behind its first quote. */
  private boolean string() {
    out.putDoubled('"');
    while (true) {
      read = out.copyPlain(in, read, end);
      out.reserve();
      if (read == end) {
        return false;
      }
      byte b = in[read++];
      if (b == '"') {
        out.putDoubled('"');
        return true;
      }
      if (b < 0) {
        beyondAscii();
      } else if (b != '\\' || !escape()) {
        return false;
      }
    }
  }

  private void beyondAscii() {
    int length = Utf8.sequence(in, read - 1, end);
    if (length > 0) {
      out.copy(in, read - 1, read - 1 + length);
    } else {
      out.copy(Utf8.REPLACEMENT, 0, Utf8.REPLACEMENT.length);
    }
    read += Math.abs(length) - 1;
  }

  private boolean escape() {
    if (read == end) {
      return false;
    }
    byte b = in[read++];
    out.putDoubled('\\');
    switch (b) {
      case '"', '\\' -> out.putDoubled(b);
      case '/', 'b', 'f', 'n', 'r', 't' -> out.put(b);
      case 'u' -> {
        out.put(b);
        return hexDigits();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  // They are copied with the plain text that follows.
  private boolean hexDigits() {
    if (end - read < HEX_DIGITS) {
      return false;
    }
    for (int i = read; i < read + HEX_DIGITS; i++) {
      if (Character.digit(in[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean literal(byte[] word) {
    int start = read - 1;
    if (!Arrays.equals(word, 0, word.length, in, start, Math.min(end, start + word.length))) {
      return false;
    }
    out.copy(word, 0, word.length);
    read = start + word.length;
    return true;
  }

  private boolean number() {
    int start = read - 1;
    read = start;
    skip('-');
    if (!skip('0') && digits() == 0) {
      return false;
    }
    if (skip('.') && digits() == 0) {
      return false;
    }
    if (skip('e') || skip('E')) {
      if (!skip('+')) {
        skip('-');
      }
      if (digits() == 0) {
        return false;
      }
    }
    out.copy(in, start, read);
    return true;
  }

  private boolean skip(char c) {
    boolean found = read < end && in[read] == c;
    if (found) {
      read++;
    }
    return found;
  }

  private int digits() {
    int start = read;
    while (read < end && in[read] >= '0' && in[read] <= '9') {
      read++;
    }
    return read - start;
  }

  /** Whether the name that begins at {@code start} is taken, or could be, once unescaped. */
  private boolean isTaken(int start) {
    int last = start;
    while (in[last] != '"') {
      if (in[last] == '\\') {
        return true;
      }
      last++;
    }
    for (byte[] name : taken) {
      if (Arrays.equals(name, 0, name.length, in, start, last)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
