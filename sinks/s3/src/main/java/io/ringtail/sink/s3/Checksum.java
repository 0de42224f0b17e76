package io.ringtail.sink.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Checksums as S3 has them; CRC32C is big-endian, in Base64.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Amazon
 *     S3, checking object integrity: of a multipart upload it is that of its parts' checksums</a>
 */
final class Checksum {
  private Checksum() {}

  static String crc32c(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return text(crc);
  }

  static String text(CRC32C crc) {
    return Base64.getEncoder().encodeToString(bytes(crc));
  }

  /** What S3 says of an object of these parts. */
  static String ofParts(List<String> parts) {
    CRC32C crc = new CRC32C();
    parts.forEach(part -> crc.update(Base64.getDecoder().decode(part)));
    return text(crc) + '-' + parts.size();
  }

  static byte[] sha256(Body body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(body.array(), 0, body.length());
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** In hexadecimal digits, as in ETags; empty in a JVM that has no MD5. */
  static String md5(InputStream bytes) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      return "";
    }
    try (InputStream in = new DigestInputStream(bytes, digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] bytes(CRC32C crc) {
    return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
  }
}
