package io.ringtail.node.files;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  private final Path file;
  private final List<String> lines = new ArrayList<>();
  private final List<Long> originals = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();
  private Charset charset = UTF_8;

  LineReaderTest(@TempDir Path root) {
    this.file = root.resolve("x.log");
  }

  private final LineConsumer consumer =
      new LineConsumer() {
        @Override
        public void line(
            byte[] bytes, int offset, int length, long original, long start, long end) {
          lines.add(new String(bytes, offset, length, charset));
          originals.add(original);
          ends.add(Position.offset(end));
        }

        @Override
        public void tick(long nowNanos) {}

        @Override
        public void end() {}

        @Override
        public long heldFrom(StdStream stream) {
          return Position.END;
        }

        @Override
        public long heldBytes() {
          return 0;
        }
      };

  private Generation open(boolean gzip) throws IOException {
    Generation generation = new Generation(new FileId(1, 1), "x.log", 0);
    generation.number = 0;
    assertThat(generation.open(file, gzip)).isTrue();
    return generation;
  }

  private static void readAll(LineReader reader, Generation from, int step, LineConsumer to)
      throws IOException {
    int count;
    do {
      count = reader.read(from, step, to);
      assertThat(count).isBetween(0, step + 1);
    } while (count > 0);
  }

  private void append(String text) throws IOException {
    Files.write(file, text.getBytes(charset), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 1_000, 300_000})
  void linesAreTheSameHoweverTheyAreRead(int step) throws IOException {
    Random random = new Random(step);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      expected.add("x".repeat(random.nextInt(200)) + i);
    }
    append(String.join("\n", expected) + "\n");
    readAll(new LineReader(50_000, Newlines.ONE_BYTE), open(false), step, consumer);

    assertThat(lines).isEqualTo(expected);
    assertThat(originals).containsOnly(0L);
    assertThat(ends.get(ends.size() - 1)).isEqualTo(Files.size(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 64, 100_000, 1 << 20})
  void aLongLineIsShortenedAndTheNextOneIsWhole(int step) throws IOException {
    String tail = "z".repeat(step < 64 ? 500 : 700_000);
    append("short\n" + "0123456789" + tail + "\nafter\n");
    readAll(new LineReader(10, Newlines.ONE_BYTE), open(false), step, consumer);

    assertThat(lines).containsExactly("short", "0123456789", "after");
    assertThat(originals).containsExactly(0L, 10L + tail.length(), 0L);
  }

  @Test
  void aLineOfExactlyTheLimitIsWhole() throws IOException {
    append("0123456789\n0123456789a\n");
    readAll(new LineReader(10, Newlines.ONE_BYTE), open(false), 5, consumer);

    assertThat(lines).containsExactly("0123456789", "0123456789");
    assertThat(originals).containsExactly(0L, 11L);
  }

  @Test
  void aLineThatIsNotWholeWaits() throws IOException {
    append("one\ntw");
    Generation generation = open(false);
    LineReader reader = new LineReader(100, Newlines.ONE_BYTE);
    readAll(reader, generation, 1_000, consumer);
    assertThat(lines).containsExactly("one");

    append("o\n");
    readAll(reader, generation, 1_000, consumer);
    assertThat(lines).containsExactly("one", "two");
  }

  @Test
  void theRestIsALineOnceNothingCanFollow() throws IOException {
    append("one\n" + "r".repeat(30));
    Generation generation = open(false);
    LineReader reader = new LineReader(20, Newlines.ONE_BYTE);
    readAll(reader, generation, 8, consumer);
    reader.readRest(generation, consumer);
    reader.readRest(generation, consumer);

    assertThat(lines).containsExactly("one", "r".repeat(20));
    assertThat(originals).containsExactly(0L, 30L);
    assertThat(ends).endsWith(34L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 13, 4_096, 300_000})
  void compressedFilesAreReadAsPlainOnes(int step) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < (step == 1 ? 30 : 3_000); i++) {
      text.append("line ").append(i).append(" of many\n");
    }
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.toString().getBytes(UTF_8));
    }
    Generation generation = open(true);
    assertThat(generation.size).isEqualTo(text.length());
    readAll(new LineReader(100, Newlines.ONE_BYTE), generation, step, consumer);

    assertThat(lines).isEqualTo(Arrays.asList(text.toString().split("\n", 0)));
  }

  @Test
  void aCompressedFileIsResumedAtAnUncompressedOffset() throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("first\nsecond\nthird\n".getBytes(UTF_8));
    }
    Generation generation = open(true);
    generation.offset = 6;
    generation.scanned = 6;
    readAll(new LineReader(100, Newlines.ONE_BYTE), generation, 100, consumer);

    assertThat(lines).containsExactly("second", "third");
  }

  @Test
  void utf16IsCutAtItsOwnNewlines() throws IOException {
    for (Charset each : new Charset[] {UTF_16LE, UTF_16BE}) {
      charset = each;
      lines.clear();
      Files.deleteIfExists(file);
      List<String> expected = List.of("eins", "\u0a0a\u0a00\u000b zwei \u010a", "", "drei");
      append(String.join("\n", expected) + "\n");
      for (int step : new int[] {1, 2, 3, 100}) {
        lines.clear();
        readAll(new LineReader(100, Newlines.of(each)), open(false), step, consumer);
        assertThat(lines).as(each + " by " + step).isEqualTo(expected);
      }
    }
  }

  @Test
  void findsTheBeginningOfTheLineThatIsBeingWritten() throws IOException {
    append("one\ntwo\nthr");
    LineReader reader = new LineReader(100, Newlines.ONE_BYTE);
    assertThat(reader.lineStart(open(false), 11)).isEqualTo(8);
    assertThat(reader.lineStart(open(false), 8)).isEqualTo(8);
    assertThat(reader.lineStart(open(false), 2)).isZero();
    assertThat(new LineReader(2, Newlines.ONE_BYTE).lineStart(open(false), 11)).isEqualTo(11);
  }

  @Test
  void newlinesAreFoundAtEveryPlace() {
    for (int length = 0; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) (at % 2 == 0 ? 0x8a : 0x0b));
        bytes[at] = '\n';
        assertThat(Newlines.ONE_BYTE.find(bytes, 0, length, true)).isEqualTo(at);
        assertThat(Newlines.ONE_BYTE.find(bytes, 0, at, true)).isEqualTo(-1);
        assertThat(Newlines.ONE_BYTE.find(bytes, at + 1, length, true)).isEqualTo(-1);
      }
    }
  }
}
