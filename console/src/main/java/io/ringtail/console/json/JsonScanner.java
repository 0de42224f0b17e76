package io.ringtail.console.json;

import java.nio.charset.StandardCharsets;

/**
 * Goes through the bytes of one JSON document, without an object per token: for what is read with
 * every event. As strict as RFC 8259; the bytes must be UTF-8. The caller asks for what it expects.
 *
 * <p>Threading: one thread.
 */
public final class JsonScanner {
  /** Reading is recursive and the text comes from anyone. */
  public static final int MAX_DEPTH = 200;

  private static final int MAX_NAME_BYTES = 50_000;
  private static final int MAX_NUMBER_BYTES = 1_000;
  private static final int REPLACEMENT = 0xFFFD;
  private static final int NO_SURROGATE = -1;

  private byte[] json = {};
  private int at;
  private int end;
  private int from;
  private int to;
  private boolean isEscaped;
  private boolean isWhole;
  private byte[] unescaped = new byte[256];

  /** Begins with the document from {@code start} to before {@code stop}. */
  public void reset(byte[] document, int start, int stop) {
    json = document;
    at = start;
    end = stop;
  }

  /** Where it stands. */
  public int at() {
    return at;
  }

  /** Goes on at {@code place}, which must be the end of a value. */
  public void skipTo(int place) {
    at = place;
  }

  /** The first byte of what comes next, which is not taken; 0 at the end. */
  public byte peek() {
    while (at < end) {
      byte b = json[at];
      if (b > ' ' || b < 0) {
        return b;
      }
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b;
      }
      at++;
    }
    return 0;
  }

  /** Whether {@code expected} comes next; then it is taken. */
  public boolean takes(char expected) {
    if (peek() == expected) {
      at++;
      return true;
    }
    return false;
  }

  public void take(char expected) throws MalformedJsonException {
    if (!takes(expected)) {
      throw malformed("expected " + expected);
    }
  }

  /** Throws where there is anything left. */
  public void finish() throws MalformedJsonException {
    if (peek() != 0 || at < end) {
      throw malformed("more than one value");
    }
  }

  /** Whether an object or a list has another member; its end is taken. */
  public boolean hasMore(boolean isFirst, char close) throws MalformedJsonException {
    if (takes(close)) {
      return false;
    }
    if (!isFirst) {
      take(',');
    }
    return true;
  }

  /** Takes a name and the colon behind it. */
  public void name() throws MalformedJsonException {
    string();
    int nameFrom = from;
    int nameTo = to;
    if (nameTo - nameFrom > MAX_NAME_BYTES) {
      throw malformed("a name too long");
    }
    take(':');
  }

  /** Takes a string, which is then what {@link #from}, {@link #to} and {@link #text} speak of. */
  public void string() throws MalformedJsonException {
    take('"');
    from = at;
    isEscaped = false;
    while (at < end) {
      byte b = json[at];
      if (b == '"') {
        to = at++;
        return;
      }
      if (b == '\\') {
        isEscaped = true;
        escape();
      } else if (b >= ' ') {
        at++;
      } else {
        at = afterWide(at);
      }
    }
    throw malformed("a string without its end");
  }

  /**
   * Takes a string and writes what it says to {@code target}, which must have room for as many
   * bytes as are left of the document. A surrogate without its partner becomes U+FFFD.
   *
   * @return the end of what was written
   */
  public int string(byte[] target, int offset) throws MalformedJsonException {
    take('"');
    byte[] source = json;
    int out = offset;
    while (at < end) {
      byte b = source[at];
      if (b == '"') {
        at++;
        return out;
      }
      if (b == '\\') {
        out = unescape(target, out);
      } else if (b >= ' ') {
        target[out++] = b;
        at++;
      } else {
        int next = afterWide(at);
        while (at < next) {
          target[out++] = source[at++];
        }
      }
    }
    throw malformed("a string without its end");
  }

  /** Where the bytes of the string or number begin, as they are written. */
  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  /** Whether the bytes are not yet what the string says. */
  public boolean isEscaped() {
    return isEscaped;
  }

  /** What the string or number says. */
  public String text() throws MalformedJsonException {
    if (!isEscaped) {
      return new String(json, from, to - from, StandardCharsets.UTF_8);
    }
    if (unescaped.length < to - from) {
      unescaped = new byte[Math.max(to - from, 2 * unescaped.length)];
    }
    int back = at;
    at = from - 1;
    int length = string(unescaped, 0);
    at = back;
    return new String(unescaped, 0, length, StandardCharsets.UTF_8);
  }

  /** Takes a number. */
  public void number() throws MalformedJsonException {
    peek();
    isEscaped = false;
    isWhole = true;
    from = at;
    if (at < end && json[at] == '-') {
      at++;
    }
    int first = at;
    digits();
    if (json[first] == '0' && at > first + 1) {
      throw malformed("a number with a leading zero");
    }
    if (at < end && json[at] == '.') {
      isWhole = false;
      at++;
      digits();
    }
    if (at < end && (json[at] == 'e' || json[at] == 'E')) {
      isWhole = false;
      at++;
      if (at < end && (json[at] == '+' || json[at] == '-')) {
        at++;
      }
      digits();
    }
    to = at;
    if (to - from > MAX_NUMBER_BYTES) {
      throw malformed("a number too long");
    }
  }

  private void digits() throws MalformedJsonException {
    int start = at;
    while (at < end && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw malformed("expected a digit");
    }
  }

  /** Whether the number has neither a fraction nor an exponent. */
  public boolean isWhole() {
    return isWhole;
  }

  /** The whole number, where it has at most 18 digits. */
  public long smallNumber() {
    long value = 0;
    boolean isNegative = json[from] == '-';
    for (int i = isNegative ? from + 1 : from; i < to; i++) {
      value = value * 10 + json[i] - '0';
    }
    return isNegative ? -value : value;
  }

  /** Takes {@code true}, {@code false} or {@code null}. */
  public void literal(String word) throws MalformedJsonException {
    peek();
    for (int i = 0; i < word.length(); i++) {
      if (at == end || json[at] != word.charAt(i)) {
        throw malformed("expected " + word);
      }
      at++;
    }
  }

  /** Takes any value. */
  public void skip() throws MalformedJsonException {
    skip(0);
  }

  private void skip(int depth) throws MalformedJsonException {
    if (depth > MAX_DEPTH) {
      throw malformed("nested too deeply");
    }
    switch (peek()) {
      case '{' -> {
        at++;
        for (boolean first = true; hasMore(first, '}'); first = false) {
          name();
          skip(depth + 1);
        }
      }
      case '[' -> {
        at++;
        for (boolean first = true; hasMore(first, ']'); first = false) {
          skip(depth + 1);
        }
      }
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
  }

  public MalformedJsonException malformed(String problem) {
    return new MalformedJsonException(problem + " at byte " + at);
  }

  /** Goes behind an escape. */
  private void escape() throws MalformedJsonException {
    at++;
    byte kind = at < end ? json[at] : 0;
    at++;
    switch (kind) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {}
      case 'u' -> hex();
      default -> throw malformed("an escape that there is not");
    }
  }

  private int unescape(byte[] target, int offset) throws MalformedJsonException {
    at++;
    byte kind = at < end ? json[at] : 0;
    at++;
    byte plain =
        switch (kind) {
          case '"', '\\', '/' -> kind;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> 0;
          default -> throw malformed("an escape that there is not");
        };
    if (kind != 'u') {
      target[offset] = plain;
      return offset + 1;
    }
    int unit = hex();
    if (!Character.isSurrogate((char) unit)) {
      return encode(unit, target, offset);
    }
    int low = Character.isHighSurrogate((char) unit) ? lowSurrogate() : NO_SURROGATE;
    return encode(
        low == NO_SURROGATE ? REPLACEMENT : Character.toCodePoint((char) unit, (char) low),
        target,
        offset);
  }

  /** Takes the low surrogate that is written next, if one is. */
  private int lowSurrogate() throws MalformedJsonException {
    if (at + 1 < end && json[at] == '\\' && json[at + 1] == 'u') {
      int back = at;
      at += 2;
      int unit = hex();
      if (Character.isLowSurrogate((char) unit)) {
        return unit;
      }
      at = back;
    }
    return NO_SURROGATE;
  }

  private int hex() throws MalformedJsonException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < end ? Character.digit((char) (json[at] & 0xFF), 16) : -1;
      if (digit < 0) {
        throw malformed("an escape of fewer than four digits");
      }
      value = (value << 4) | digit;
      at++;
    }
    return value;
  }

  private static int encode(int codePoint, byte[] target, int offset) {
    int out = offset;
    if (codePoint < 0x80) {
      target[out++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      target[out++] = (byte) (0xC0 | (codePoint >> 6));
      target[out++] = (byte) (0x80 | (codePoint & 0x3F));
    } else {
      if (codePoint < 0x10000) {
        target[out++] = (byte) (0xE0 | (codePoint >> 12));
      } else {
        target[out++] = (byte) (0xF0 | (codePoint >> 18));
        target[out++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      }
      target[out++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
      target[out++] = (byte) (0x80 | (codePoint & 0x3F));
    }
    return out;
  }

  /** The place behind a character of several bytes. */
  private int afterWide(int place) throws MalformedJsonException {
    int lead = json[place] & 0xFF;
    int second = place + 1 < end ? json[place + 1] & 0xFF : 0;
    int length;
    boolean isLegal;
    if (lead >= 0xC2 && lead < 0xE0) {
      length = 2;
      isLegal = true;
    } else if (lead >= 0xE0 && lead < 0xF0) {
      length = 3;
      // Neither longer than need be nor a surrogate.
      isLegal = (lead != 0xE0 || second >= 0xA0) && (lead != 0xED || second < 0xA0);
    } else {
      length = 4;
      isLegal =
          lead >= 0xF0
              && lead < 0xF5
              && (lead != 0xF0 || second >= 0x90)
              && (lead != 0xF4 || second < 0x90);
    }
    for (int i = 1; i < length && isLegal; i++) {
      isLegal = place + i < end && (json[place + i] & 0xC0) == 0x80;
    }
    if (!isLegal) {
      throw malformed("a byte that is no character");
    }
    return place + length;
  }
}
