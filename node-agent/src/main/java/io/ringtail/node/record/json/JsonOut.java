package io.ringtail.node.record.json;

import io.ringtail.encode.RecordBuffer;
import io.ringtail.event.RecordForm;

/**
 * A record's end while many small pieces are written to it. Threading: one thread. Allocates:
 * nothing.
 */
final class JsonOut {
  /** What may be written between two looks at the room that is left. */
  static final int SLACK_BYTES = 4 * Words.BYTES;

  private final RecordBuffer buffer;
  private final boolean doubled;

  private byte[] out = {};
  private int at;
  private int limit;
  private int added;

  JsonOut(RecordBuffer buffer, RecordForm form) {
    this.buffer = buffer;
    this.doubled = form == RecordForm.JSON_STRING;
  }

  /** To be called first. */
  void open() {
    added = 0;
    out = buffer.withRoom(RecordBuffer.MAX_STEP_BYTES);
    at = buffer.length();
    limit = out.length - SLACK_BYTES;
  }

  /** Makes what was written a part of the record. */
  void close() {
    buffer.setEnd(at, added);
  }

  void reserve() {
    if (at > limit) {
      buffer.setEnd(at, added);
      open();
    }
  }

  /** A character that is the same in all forms. */
  void put(int ascii) {
    out[at++] = (byte) ascii;
  }

  /** A quote or a backslash. */
  void putDoubled(int ascii) {
    if (doubled) {
      out[at++] = '\\';
      added++;
    }
    out[at++] = (byte) ascii;
  }

  /** Copies ASCII that is the same in all forms. */
  void copy(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      reserve();
      out[at++] = text[i];
    }
  }

  /**
   * Copies what stands for itself inside a string, up to the first byte that does not.
   *
   * @return where that is
   */
  int copyPlain(byte[] text, int from, int to) {
    int read = from;
    while (read <= to - Words.BYTES) {
      reserve();
      int stop = Math.min(to - Words.BYTES, read + limit - at);
      byte[] target = out;
      int end = at;
      while (read <= stop) {
        long word = Words.read(text, read);
        long marks = Words.marks(word);
        Words.write(target, end, word);
        if (marks != 0) {
          int plain = Words.plainBytes(marks);
          at = end + plain;
          return read + plain;
        }
        read += Words.BYTES;
        end += Words.BYTES;
      }
      at = end;
    }
    while (read < to && isPlain(text[read])) {
      reserve();
      out[at++] = text[read++];
    }
    return read;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }
}
