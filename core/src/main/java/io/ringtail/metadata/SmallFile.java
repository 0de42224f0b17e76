package io.ringtail.metadata;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Bounded reads of small files: what is missing, unreadable or enormous is simply absent.
 *
 * <p>By java.io: channels are thirty classes more, while a program starts.
 */
final class SmallFile {

  /** A node with thousands of mounts stays below; kubelet limits annotations to 256 KiB. */
  static final int MAX_BYTES = 2 << 20;

  private SmallFile() {}

  static byte @Nullable [] bytes(Path file) {
    // A pipe or a device would block or never end.
    if (!isRegular(file)) {
      return null;
    }
    // The size of a /proc file is 0 until it is read.
    try (InputStream in = new FileInputStream(file.toFile())) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES ? null : bytes;
    } catch (IOException | SecurityException e) {
      return null;
    }
  }

  /** Whether it is there, and neither a directory nor a device. */
  static boolean isRegular(Path file) {
    try {
      return file.toFile().isFile();
    } catch (SecurityException e) {
      return false;
    }
  }

  static @Nullable String text(Path file) {
    byte[] bytes = bytes(file);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** The first line without surrounding space; null where it is empty. */
  static @Nullable String firstLine(Path file) {
    String text = text(file);
    if (text == null) {
      return null;
    }
    int end = text.indexOf('\n');
    String line = (end < 0 ? text : text.substring(0, end)).strip();
    return line.isEmpty() ? null : line;
  }
}
