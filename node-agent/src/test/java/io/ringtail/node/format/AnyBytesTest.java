package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.ringtail.node.config.MultilineRule;
import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.LineConsumer;
import io.ringtail.testing.FakeClock;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a log consists of: no exception, no byte lost. */
class AnyBytesTest {
  private static final List<String> WORDS =
      Samples.traces()
          .flatMap(samples -> samples.allLines().stream())
          .flatMap(line -> List.of(line, line.substring(0, line.length() / 2)).stream())
          .toList();

  @Provide
  Arbitrary<List<byte[]>> lines() {
    Arbitrary<byte[]> noise =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(60).map(AnyBytesTest::withoutNewline);
    Arbitrary<byte[]> trace = Arbitraries.of(WORDS).map(line -> line.getBytes(ISO_8859_1));
    Arbitrary<byte[]> almost =
        Arbitraries.of(WORDS)
            .flatMap(
                line ->
                    Arbitraries.integers()
                        .between(0, Math.max(0, line.length() - 1))
                        .map(at -> broken(line, at)));
    return Arbitraries.oneOf(noise, trace, almost).list().ofMaxSize(60);
  }

  @Property(tries = 1_000)
  void losesNoByteOfAFile(@ForAll("lines") List<byte[]> lines) {
    assertThat(joined(read("auto", lines))).isEqualTo(joined(lines));
    assertThat(joined(read("rule", lines))).isEqualTo(joined(lines));
  }

  @Example
  void aLineThatBeginsWithAColonEndsATrace() {
    byte[] trace = bytes("Traceback (most recent call last):");
    byte[] frame = bytes("  File \"a.py\", line 1, in b");
    byte[] colon = bytes(": no name");
    assertThat(read("auto", List.of(trace, frame, colon)))
        .containsExactly(
            bytes("Traceback (most recent call last):\n  File \"a.py\", line 1, in b"), colon);
  }

  @Property(tries = 1_000)
  void losesNoByteOfAContainer(@ForAll("lines") List<byte[]> lines) {
    List<byte[]> read = new ArrayList<>();
    LineConsumer consumer =
        format("auto").containerLog(stream -> 0L, entry -> read.add(TestLog.copy(entry)));
    for (byte[] line : lines) {
      byte[] written = ("2026-11-20T22:00:00Z stdout F " + text(line)).getBytes(ISO_8859_1);
      consumer.line(written, 0, written.length, 0, 0, 0);
    }
    consumer.end();
    assertThat(joined(read)).isEqualTo(joined(lines));
  }

  @Property(tries = 1_000)
  void understandsNoiseInAnyPlaceOfALine(@ForAll("lines") List<byte[]> lines, @ForAll int at) {
    List<byte[]> read = new ArrayList<>();
    LineConsumer consumer =
        format("auto").containerLog(stream -> 0L, entry -> read.add(TestLog.copy(entry)));
    String docker =
        "{\"log\":\"a\\u00e4\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-20T22:00:00Z\"}";
    String cri = "2026-11-20T22:00:00.123456789+01:00 stdout F text";
    for (String head : List.of(docker, cri)) {
      for (byte[] line : lines) {
        int cut = Math.floorMod(at, head.length());
        byte[] written =
            (head.substring(0, cut) + text(line) + head.substring(cut)).getBytes(ISO_8859_1);
        consumer.line(written, 0, written.length, 0, 0, 0);
        consumer.line(written, 0, cut, 0, 0, 0);
      }
    }
    consumer.end();
    assertThat(read.size()).isLessThanOrEqualTo(4 * lines.size());
  }

  private static List<byte[]> read(String multiline, List<byte[]> lines) {
    List<byte[]> read = new ArrayList<>();
    LineConsumer consumer =
        format(multiline).plainFile(stream -> 0L, entry -> read.add(TestLog.copy(entry)));
    for (byte[] line : lines) {
      consumer.line(line, 0, line.length, 0, 0, 0);
    }
    consumer.end();
    return read;
  }

  private static EntryFormat format(String multiline) {
    return EntryFormat.of(
        new SourceConfig.Reading(true, 1 << 20, java.nio.charset.StandardCharsets.UTF_8),
        multiline,
        1_000,
        List.of(
            new MultilineRule("rule", Pattern.compile("^\\w+ä?"), Pattern.compile("\\s[a-z]+."))),
        new FakeClock());
  }

  /** Blank lines after a stack trace, and carriage returns before newlines, are left out. */
  private static String joined(List<byte[]> lines) {
    StringBuilder all = new StringBuilder();
    lines.forEach(line -> all.append(text(line)).append('\n'));
    return all.toString().replaceAll("[\r\n]*\n", "\n").replaceAll("^\n", "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static byte[] withoutNewline(byte[] bytes) {
    return text(bytes).replace('\n', ' ').getBytes(ISO_8859_1);
  }

  private static byte[] broken(String line, int at) {
    byte[] bytes = line.getBytes(ISO_8859_1);
    if (bytes.length > 0) {
      bytes[at] ^= 0x15;
    }
    return withoutNewline(bytes);
  }
}
