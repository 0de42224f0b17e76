package io.ringtail.event;

import java.util.Arrays;

/** How a record's JSON stands in memory, so that its destination can copy it as it is. */
public enum RecordForm {
  /** The JSON itself. */
  JSON(1),

  /**
   * The JSON as the inside of a JSON string: a backslash before each quote and each backslash. For
   * destinations that take a record as a string within their own JSON; a record is written once and
   * read at every send, and every eighth byte of it is a quote.
   */
  JSON_STRING(2);

  private final int maxGrowth;

  RecordForm(int maxGrowth) {
    this.maxGrowth = maxGrowth;
  }

  /** The most bytes that one byte of JSON becomes. */
  public int maxGrowth() {
    return maxGrowth;
  }

  /** {@code json} in this form. */
  public byte[] of(byte[] json) {
    if (this == JSON) {
      return json;
    }
    byte[] formed = new byte[json.length * maxGrowth];
    int length = 0;
    for (byte b : json) {
      if (b == '"' || b == '\\') {
        formed[length++] = '\\';
      }
      formed[length++] = b;
    }
    return Arrays.copyOf(formed, length);
  }

  /**
   * Writes the JSON of {@code formed[offset, offset + length)} to {@code target} at {@code at},
   * which must have room for as many bytes.
   *
   * @return the place after the last byte written
   */
  public int toJson(byte[] formed, int offset, int length, byte[] target, int at) {
    if (this == JSON) {
      System.arraycopy(formed, offset, target, at, length);
      return at + length;
    }
    int write = at;
    for (int read = offset; read < offset + length; read++) {
      if (formed[read] == '\\') {
        read++;
      }
      target[write++] = formed[read];
    }
    return write;
  }
}
