package io.ringtail.encode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ringtail.event.RecordForm;

/**
 * Writes one JSON object after the other into a {@link RecordBuffer}, in the form that the
 * destination wants.
 *
 * <p>It takes care of commas, and of every character that a string may hold; that braces and names
 * match is its caller's. Jackson's generator costs twice as much per event, and leaves the second
 * escaping of JSON within JSON to a pass of its own.
 *
 * <p>Threading: one thread. Allocates: nothing, but for what is wrong in a text (half a surrogate
 * pair).
 */
public final class JsonWriter {
  private static final Fixed NULL = Fixed.of("null");
  private static final Fixed TRUE = Fixed.of("true");
  private static final Fixed FALSE = Fixed.of("false");
  private static final int CHUNK_CHARS = 1024;
  private static final int MAX_LONG_DIGITS = 20;

  private final RecordForm form;
  private final RecordBuffer buffer;
  private final byte[] quote;
  private final char[] chunk = new char[CHUNK_CHARS];

  /** Whether the next name or element is the first of its object or array. */
  private boolean first;

  public JsonWriter(RecordBuffer buffer, RecordForm form) {
    this.form = form;
    this.buffer = buffer;
    this.quote = form.of(new byte[] {'"'});
  }

  public RecordBuffer buffer() {
    return buffer;
  }

  /** Begins a record; what was written before is gone. */
  public void begin() {
    buffer.reset();
    startObject();
  }

  public void startObject() {
    put((byte) '{');
    first = true;
  }

  public void endObject() {
    put((byte) '}');
    first = false;
  }

  public void startArray() {
    put((byte) '[');
    first = true;
  }

  public void endArray() {
    put((byte) ']');
    first = false;
  }

  /** Comes before each element of an array. */
  public void element() {
    if (!first) {
      put((byte) ',');
    }
    first = false;
  }

  public void name(Fixed name) {
    byte[] bytes = name.in(form);
    int skipped = first ? 1 : 0;
    first = false;
    copy(bytes, skipped, bytes.length - skipped, name.addedBytes(form));
  }

  public void fixed(Fixed value) {
    byte[] bytes = value.in(form);
    copy(bytes, 0, bytes.length, value.addedBytes(form));
  }

  /** A value, or a part of one, that is ready in this form. */
  public void raw(byte[] formed, int jsonBytes) {
    int added = formed.length - jsonBytes;
    for (int from = 0; from < formed.length; from += RecordBuffer.MAX_STEP_BYTES) {
      int step = Math.min(RecordBuffer.MAX_STEP_BYTES, formed.length - from);
      copy(formed, from, step, added);
      added = 0;
    }
  }

  public void colon() {
    put((byte) ':');
  }

  public void nullValue() {
    fixed(NULL);
  }

  public void bool(boolean value) {
    fixed(value ? TRUE : FALSE);
  }

  /** ASCII characters that stand for themselves, a number or a literal. */
  public void ascii(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    raw(bytes, bytes.length);
  }

  public void number(long value) {
    if (value < 0) {
      ascii(Long.toString(value));
      return;
    }
    byte[] out = buffer.withRoom(MAX_LONG_DIGITS);
    int digits = 1;
    for (long bound = 10; value >= bound && digits < MAX_LONG_DIGITS - 1; bound *= 10) {
      digits++;
    }
    int end = buffer.length() + digits;
    long rest = value;
    for (int i = end - 1; i >= buffer.length(); i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    buffer.setEnd(end, 0);
  }

  /** ASCII characters that stand for themselves, between quotes. */
  public void quotedAscii(byte[] text) {
    quote();
    copy(text, 0, text.length, 0);
    quote();
  }

  /** The first {@code end} characters of {@code text}, String or StringBuilder, as a string. */
  public void string(CharSequence text, int end) {
    quote();
    int from = 0;
    while (from < end) {
      int to = chunkEnd(text, from, end);
      if (text instanceof String string) {
        string.getChars(from, to, chunk, 0);
      } else if (text instanceof StringBuilder builder) {
        builder.getChars(from, to, chunk, 0);
      } else {
        throw new IllegalArgumentException(text.getClass().getName());
      }
      escape(to - from);
      from = to;
    }
    quote();
  }

  // Both halves of a surrogate pair come in one chunk.
  private static int chunkEnd(CharSequence text, int from, int end) {
    int to = Math.min(end, from + CHUNK_CHARS);
    return to < end && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
  }

  /** Writes the first {@code count} characters of the chunk as the inside of a string. */
  private void escape(int count) {
    byte[] out = buffer.withRoom(count * Escapes.MAX_BYTES_PER_CHAR);
    int at = buffer.length();
    int added = 0;
    int read = 0;
    while (true) {
      int run = copyPlain(read, count - read, out, at);
      read += run;
      at += run;
      if (read == count) {
        break;
      }
      char c = chunk[read++];
      if (read < count && Character.isSurrogatePair(c, chunk[read])) {
        at = utf8(Character.toCodePoint(c, chunk[read++]), out, at);
      } else if (c < 0x80 || Character.isSurrogate(c)) {
        Fixed escape = Escapes.of(c);
        byte[] bytes = escape.in(form);
        System.arraycopy(bytes, 0, out, at, bytes.length);
        at += bytes.length;
        added += escape.addedBytes(form);
      } else {
        at = utf8(c, out, at);
      }
    }
    buffer.setEnd(at, added);
  }

  /** Copies characters that stand for themselves; says how many there were. */
  private int copyPlain(int from, int count, byte[] out, int at) {
    for (int i = 0; i < count; i++) {
      char c = chunk[from + i];
      if (c >= 0x80 || !Escapes.isPlain(c)) {
        return i;
      }
      out[at + i] = (byte) c;
    }
    return count;
  }

  /** Writes a code point beyond ASCII. */
  private static int utf8(int point, byte[] out, int at) {
    int next = at;
    if (point < 0x800) {
      out[next++] = (byte) (0xc0 | point >> 6);
    } else {
      if (point < 0x10000) {
        out[next++] = (byte) (0xe0 | point >> 12);
      } else {
        out[next++] = (byte) (0xf0 | point >> 18);
        out[next++] = (byte) (0x80 | (point >> 12 & 0x3f));
      }
      out[next++] = (byte) (0x80 | (point >> 6 & 0x3f));
    }
    out[next++] = (byte) (0x80 | (point & 0x3f));
    return next;
  }

  private void quote() {
    byte[] out = buffer.withRoom(quote.length);
    int at = buffer.length();
    for (byte b : quote) {
      out[at++] = b;
    }
    buffer.setEnd(at, quote.length - 1);
  }

  private void put(byte ascii) {
    byte[] out = buffer.withRoom(1);
    int at = buffer.length();
    out[at] = ascii;
    buffer.setEnd(at + 1, 0);
  }

  private void copy(byte[] source, int from, int count, int added) {
    byte[] out = buffer.withRoom(count);
    int at = buffer.length();
    System.arraycopy(source, from, out, at, count);
    buffer.setEnd(at + count, added);
  }
}
