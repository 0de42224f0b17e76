package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.node.config.MultilineRule;
import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.EntryConsumer;
import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import io.ringtail.testing.FakeClock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A log in memory, the assembler that reads it, and the entries that came out. */
final class TestLog {
  /** An entry, kept. */
  record Entry(
      StdStream stream, Instant time, String text, long originalBytes, long start, long end) {
    static Entry of(LogEntry entry) {
      return new Entry(
          entry.stream,
          Instant.ofEpochSecond(entry.epochSecond, entry.nanoOfSecond),
          new String(entry.bytes, entry.offset, entry.length, UTF_8),
          entry.originalBytes,
          entry.startPosition,
          entry.endPosition);
    }
  }

  static final long FLUSH_MILLIS = 1_000;
  static final int MAX_LINE_BYTES = 256 * 1024;

  final List<Entry> entries = new ArrayList<>();
  final FakeClock clock = new FakeClock();
  private final LineConsumer lines;
  private long position;

  private TestLog(Function<EntryConsumer, Function<FakeClock, LineConsumer>> assembler) {
    this.lines = assembler.apply(entry -> entries.add(Entry.of(entry))).apply(clock);
  }

  static TestLog container() {
    return container(EntryFormat.AUTO, stream -> 0L);
  }

  static TestLog container(String multiline, Function<StdStream, Long> resume) {
    return container(multiline, List.of(), UTF_8, resume);
  }

  static TestLog container(
      String multiline,
      List<MultilineRule> rules,
      Charset charset,
      Function<StdStream, Long> resume) {
    return new TestLog(
        entries -> clock -> format(multiline, rules, charset, clock).containerLog(resume, entries));
  }

  static TestLog file(String multiline, Charset charset, Function<StdStream, Long> resume) {
    return new TestLog(
        entries ->
            clock -> format(multiline, List.of(), charset, clock).plainFile(resume, entries));
  }

  private static EntryFormat format(
      String multiline, List<MultilineRule> rules, Charset charset, FakeClock clock) {
    SourceConfig.Reading reading = new SourceConfig.Reading(true, MAX_LINE_BYTES, charset);
    return EntryFormat.of(reading, multiline, FLUSH_MILLIS, rules, clock);
  }

  TestLog at(long position) {
    this.position = position;
    return this;
  }

  long position() {
    return position;
  }

  TestLog line(String line) {
    return line(line.getBytes(UTF_8));
  }

  TestLog line(byte[] line) {
    return line(line, 0);
  }

  /** The line stands in the middle of an array, as in a reader's buffer that is used again. */
  TestLog line(byte[] line, long originalBytes) {
    long end = position + (originalBytes == 0 ? line.length : originalBytes) + 1;
    byte[] buffer = new byte[line.length + 11];
    System.arraycopy(line, 0, buffer, 7, line.length);
    lines.line(buffer, 7, line.length, originalBytes, position, end);
    Arrays.fill(buffer, (byte) '?');
    position = end;
    return this;
  }

  TestLog out(String text) {
    return line("2026-11-20T22:00:00.000000001Z stdout F " + text);
  }

  TestLog err(String text) {
    return line("2026-11-20T22:00:00.000000002Z stderr F " + text);
  }

  /** The bytes of a file, divided as a reader does it. */
  TestLog bytes(byte[] content) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte b : content) {
      if (b == '\n') {
        line(line.toByteArray());
        line.reset();
      } else {
        line.write(b);
      }
    }
    if (line.size() > 0) {
      byte[] last = line.toByteArray();
      lines.line(last, 0, last.length, 0, position, position + last.length);
      position += last.length;
    }
    return this;
  }

  TestLog bytes(String content, Charset charset) {
    return bytes(content.getBytes(charset));
  }

  TestLog waits(long millis) {
    lines.tick(clock.nanoTime());
    clock.advance(Duration.ofMillis(millis));
    lines.tick(clock.nanoTime());
    return this;
  }

  TestLog end() {
    lines.end();
    return this;
  }

  long heldFrom(StdStream stream) {
    return lines.heldFrom(stream);
  }

  long heldBytes() {
    return lines.heldBytes();
  }

  /** Where a stream would be resumed if everything handed on were delivered. */
  long resume(StdStream stream) {
    long held = heldFrom(stream);
    return held == Position.END ? position : held;
  }

  List<String> texts() {
    return entries.stream().map(Entry::text).toList();
  }

  List<String> texts(StdStream stream) {
    return of(stream).stream().map(Entry::text).toList();
  }

  List<Entry> of(StdStream stream) {
    return entries.stream().filter(entry -> entry.stream() == stream).toList();
  }

  static byte[] copy(LogEntry entry) {
    return Arrays.copyOfRange(entry.bytes, entry.offset, entry.offset + entry.length);
  }
}
