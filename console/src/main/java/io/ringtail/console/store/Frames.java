package io.ringtail.console.store;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a record in the store's files.
 *
 * <pre>
 *   length:int  crc32c(payload):int  payload
 * </pre>
 *
 * A frame that is cut short, or whose sum is wrong, is where a killed process stopped.
 */
final class Frames {
  static final int HEAD_BYTES = 8;

  /** Above any batch that the service accepts; a greater length is damage. */
  private static final int MAX_PAYLOAD_BYTES = 16 * 1024 * 1024;

  private Frames() {}

  /**
   * Fills in the head of the frame from {@code from} to before {@code to}, where its payload is.
   */
  static void seal(byte[] bytes, int from, int to) {
    int payloadBytes = to - from - HEAD_BYTES;
    ByteBuffer.wrap(bytes)
        .putInt(from, payloadBytes)
        .putInt(from + Integer.BYTES, sum(bytes, from + HEAD_BYTES, payloadBytes));
  }

  /** The next payload, or null at the end or at a torn or damaged frame. */
  static byte @Nullable [] read(DataInputStream in) throws IOException {
    try {
      int length = in.readInt();
      int sum = in.readInt();
      if (length <= 0 || length > MAX_PAYLOAD_BYTES) {
        return null;
      }
      byte[] payload = in.readNBytes(length);
      return payload.length == length && sum(payload, 0, length) == sum ? payload : null;
    } catch (EOFException e) {
      return null;
    }
  }

  private static int sum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
