package io.ringtail.testing.logs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Writes lines of the CRI format. */
final class CriLine {
  /** Go's RFC3339Nano, which containerd uses: zeros at the end of the fraction are left out. */
  static final DateTimeFormatter NANO =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter()
          .withZone(ZoneOffset.UTC);

  /** conmon's: nine digits and the zone as numbers. */
  static final DateTimeFormatter NANO_FIXED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnnxxx").withZone(ZoneOffset.UTC);

  private final byte[] stream;
  private final InstantSource clock;
  private final DateTimeFormatter format;

  CriLine(String stream, InstantSource clock, DateTimeFormatter format) {
    this.stream = stream.getBytes(US_ASCII);
    this.clock = clock;
    this.format = format;
  }

  /** A line that holds {@code bytes[offset, offset + length)}, written now. */
  void write(char tag, byte[] bytes, int offset, int length, ByteArrayOutputStream file) {
    write(clock.instant(), tag, bytes, offset, length, file);
  }

  void write(
      Instant time, char tag, byte[] bytes, int offset, int length, ByteArrayOutputStream file) {
    file.writeBytes(format.format(time).getBytes(US_ASCII));
    file.write(' ');
    file.writeBytes(stream);
    file.write(' ');
    file.write(tag);
    file.write(' ');
    file.write(bytes, offset, length);
    file.write('\n');
  }
}
