package io.ringtail.node.record.json;

import io.ringtail.encode.RecordBuffer;
import io.ringtail.event.RecordForm;

/**
 * Writes text that is UTF-8, as a rule, as the inside of a JSON string, in one pass and without
 * making a String of it.
 *
 * <p>Control characters are escaped; what is no UTF-8 becomes U+FFFD, one for each longest
 * beginning of a character, as the Unicode standard recommends.
 *
 * <p>Threading: one thread. Allocates: nothing.
 */
public final class Utf8Text {
  /** Input whose output fits into one step, with room for the last character and a whole word. */
  private static final int CHUNK_BYTES =
      (RecordBuffer.MAX_STEP_BYTES - 2 * Words.BYTES) / Escapes.MAX_BYTES;

  private final RecordBuffer buffer;
  private final Escapes escapes;

  public Utf8Text(RecordBuffer buffer, RecordForm form) {
    this.buffer = buffer;
    this.escapes = new Escapes(form);
  }

  /** Writes {@code text[from, to)}. */
  public void write(byte[] text, int from, int to) {
    int read = from;
    while (read < to) {
      read = writeChunk(text, read, Math.min(to, read + CHUNK_BYTES), to);
    }
  }

  private int writeChunk(byte[] text, int from, int end, int to) {
    byte[] out = buffer.withRoom(RecordBuffer.MAX_STEP_BYTES);
    int at = buffer.length();
    int added = 0;
    int read = from;
    while (read < end) {
      if (read <= text.length - Words.BYTES) {
        long word = Words.read(text, read);
        long marks = Words.marks(word);
        // All eight are written, those that count are kept.
        Words.write(out, at, word);
        if (marks == 0 && read <= end - Words.BYTES) {
          // Known without waiting for the sum: this is where the speed comes from.
          read += Words.BYTES;
          at += Words.BYTES;
          continue;
        }
        int plain = Math.min(Words.plainBytes(marks), end - read);
        read += plain;
        at += plain;
        if (read == end) {
          break;
        }
      }
      byte b = text[read];
      if (b >= 0) {
        escapes.write(b, out, at);
        at += escapes.length(b);
        added += escapes.added(b);
        read++;
      } else {
        int length = Utf8.sequence(text, read, to);
        byte[] source = length > 0 ? text : Utf8.REPLACEMENT;
        int start = length > 0 ? read : 0;
        int count = length > 0 ? length : Utf8.REPLACEMENT.length;
        for (int i = 0; i < count; i++) {
          out[at++] = source[start + i];
        }
        read += Math.abs(length);
      }
    }
    buffer.setEnd(at, added);
    return read;
  }

  /**
   * Where to cut {@code text[from, to)} so that the inside of the string takes no more than {@code
   * maxJsonBytes} as JSON; never within a character.
   */
  public int cut(byte[] text, int from, int to, long maxJsonBytes) {
    long left = maxJsonBytes;
    int read = from;
    while (read < to) {
      byte b = text[read];
      int consumed = 1;
      if (b >= 0) {
        left -= escapes.jsonLength(b);
      } else {
        int length = Utf8.sequence(text, read, to);
        consumed = Math.abs(length);
        left -= length > 0 ? length : Utf8.REPLACEMENT.length;
      }
      if (left < 0) {
        return read;
      }
      read += consumed;
    }
    return to;
  }
}
