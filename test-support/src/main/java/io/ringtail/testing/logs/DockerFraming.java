package io.ringtail.testing.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.InstantSource;

/**
 * Docker's json-file: an object a line; longer than 16,384 bytes it is split, and only the last
 * piece has the newline. What has none when the stream ends gets one.
 */
final class DockerFraming implements Framing {
  static final int MAX_BYTES = 16_384;

  private final String stream;
  private final InstantSource clock;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean split;

  DockerFraming(String stream, InstantSource clock) {
    this.stream = stream;
    this.clock = clock;
  }

  @Override
  public void output(byte[] bytes, int offset, int length, ByteArrayOutputStream file) {
    int end = offset + length;
    int from = offset;
    while (from < end) {
      int room = from + MAX_BYTES - pending.size();
      int stop = Math.min(end, room);
      int newline = Bytes.newline(bytes, from, stop);
      pending.write(bytes, from, newline - from);
      from = newline;
      if (newline < stop) {
        write(true, file);
        from++;
      } else if (pending.size() == MAX_BYTES) {
        write(false, file);
      }
    }
  }

  @Override
  public void end(ByteArrayOutputStream file) {
    if (pending.size() > 0 || split) {
      write(true, file);
    }
  }

  private void write(boolean last, ByteArrayOutputStream file) {
    StringBuilder line = new StringBuilder("{\"log\":\"");
    escape(pending.toString(UTF_8), line);
    line.append(last ? "\\n" : "").append("\",\"stream\":\"").append(stream);
    line.append("\",\"time\":\"").append(CriLine.NANO.format(clock.instant())).append("\"}\n");
    file.writeBytes(line.toString().getBytes(UTF_8));
    pending.reset();
    split = !last;
  }

  /** As Go's encoding/json does: what could mean something in HTML is escaped, too. */
  private static void escape(String text, StringBuilder line) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> line.append('\\').append(c);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
            line.append(String.format("\\u%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
  }
}
