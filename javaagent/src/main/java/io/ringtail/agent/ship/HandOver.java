package io.ringtail.agent.ship;

import io.ringtail.config.Format;
import io.ringtail.sink.JsonLines;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The process's stdout for what could not be delivered, but for what the program has printed
 * itself: that stands there, or on stderr, as it is.
 *
 * <p>Threading: as its one writer, JsonLines, is: one thread at a time.
 */
final class HandOver extends OutputStream {
  private final OutputStream stdout;
  private final byte[] name;
  private final byte[][] printed = {ascii("\"stdout\","), ascii("\"stderr\",")};

  /** Inside a line that was begun by the call before, and what became of it. */
  private boolean goesOn;

  private boolean keeps;

  HandOver(OutputStream stdout, Format format) {
    this.stdout = stdout;
    this.name = ascii(",\"" + loggerField(format) + "\":");
  }

  /**
   * @param capturesOutput whether what the program prints becomes events at all
   */
  static JsonLines toStdout(boolean capturesOutput, Format format) {
    return capturesOutput
        ? new JsonLines(new HandOver(new FileOutputStream(FileDescriptor.out), format))
        : JsonLines.toStdout();
  }

  // No switch, which is a class of its own: this is the start path.
  private static String loggerField(Format format) {
    if (format == Format.RINGTAIL) {
      return "logger";
    }
    return format == Format.ECS ? "log.logger" : "logger_name";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    int keptFrom = offset;
    int from = offset;
    while (from < end) {
      int next = lineEnd(bytes, from, end);
      if (!goesOn) {
        keeps = !isPrinted(bytes, from, next);
      }
      if (!keeps) {
        stdout.write(bytes, keptFrom, from - keptFrom);
        keptFrom = next;
      }
      goesOn = bytes[next - 1] != '\n';
      from = next;
    }
    stdout.write(bytes, keptFrom, end - keptFrom);
  }

  @Override
  public void flush() throws IOException {
    stdout.flush();
  }

  /** After the line's newline, or the end. */
  private static int lineEnd(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, end);
  }

  // The first field of that name: in a value before it the quotes would be escaped, and the
  // program's
  // own fields come behind it in every format.
  private boolean isPrinted(byte[] bytes, int from, int end) {
    for (int at = from; at < end; at++) {
      if (matches(bytes, at, end, name)) {
        int value = at + name.length;
        return matches(bytes, value, end, printed[0]) || matches(bytes, value, end, printed[1]);
      }
    }
    return false;
  }

  private static boolean matches(byte[] bytes, int at, int end, byte[] text) {
    return end - at >= text.length
        && Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
  }
}
