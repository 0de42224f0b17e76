package io.ringtail.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The name of a record, the same whenever it is sent: where it comes from and which one it is
 * there. Written as 22 characters of base64url (RFC 4648, section 5), without padding.
 */
public final class RecordId {
  /** Characters, and bytes, of a written id. */
  public static final int LENGTH = 22;

  private static final byte[] DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
          .getBytes(StandardCharsets.US_ASCII);

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private RecordId() {}

  /**
   * Writes an id to {@code target} at {@code at}, {@value #LENGTH} bytes. Allocates nothing.
   *
   * @return the place after it
   */
  public static int write(long origin, long number, byte[] target, int at) {
    // 128 bits in digits of six: 10 from the upper long, one across the border, 10 and the rest.
    for (int digit = 0; digit < 10; digit++) {
      target[at + digit] = DIGITS[(int) (origin >>> (58 - 6 * digit)) & 63];
    }
    target[at + 10] = DIGITS[(int) ((origin & 15) << 2 | number >>> 62)];
    for (int digit = 0; digit < 10; digit++) {
      target[at + 11 + digit] = DIGITS[(int) (number >>> (56 - 6 * digit)) & 63];
    }
    target[at + 21] = DIGITS[(int) (number & 3) << 4];
    return at + LENGTH;
  }

  public static String text(long origin, long number) {
    byte[] text = new byte[LENGTH];
    write(origin, number, text, 0);
    return new String(text, StandardCharsets.US_ASCII);
  }

  /**
   * Reads what {@link #text} has written.
   *
   * @return origin and number; null if it is no id
   */
  public static long @Nullable [] parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      ByteBuffer both = ByteBuffer.wrap(bytes);
      return bytes.length == 16 ? new long[] {both.getLong(), both.getLong()} : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * A hash of 64 bits over texts, for the origin; the same in every process and every version.
   *
   * @see <a href="https://datatracker.ietf.org/doc/html/draft-eastlake-fnv">FNV-1a, with
   *     MurmurHash3's finish</a>
   */
  public static long origin(String... texts) {
    long hash = FNV_OFFSET;
    for (String text : texts) {
      for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ (b & 0xff)) * FNV_PRIME;
      }
      // Texts do not run into each other: no UTF-8 has this byte.
      hash = (hash ^ 0xff) * FNV_PRIME;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }
}
