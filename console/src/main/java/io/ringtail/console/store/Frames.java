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

  /** Fills in the head of a frame whose payload lies behind it in {@code frame}. */
  static void seal(byte[] frame) {
    ByteBuffer.wrap(frame)
        .putInt(frame.length - HEAD_BYTES)
        .putInt(sum(frame, HEAD_BYTES, frame.length - HEAD_BYTES));
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
