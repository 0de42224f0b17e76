package io.ringtail.sink.s3;

import java.io.ByteArrayOutputStream;

/**
 * The records of one batch as they stand in an object.
 *
 * @param array holds them from its start on
 * @param length of them, in bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record Body(byte[] array, int length) {

  /** Gathers a body without a last copy. Threading: confined. */
  static final class Builder extends ByteArrayOutputStream {
    Builder(int expectedBytes) {
      super(expectedBytes);
    }

    Body body() {
      return new Body(buf, count);
    }
  }
}
