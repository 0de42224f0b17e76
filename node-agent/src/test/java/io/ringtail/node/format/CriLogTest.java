package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import io.ringtail.testing.FakeClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriLogTest {
  private static final String OUT = "2026-11-20T22:00:00.123456789Z stdout ";
  private static final String ERR = "2026-11-20T22:00:00.987654321Z stderr ";

  private final TestLog log = TestLog.container();

  @Test
  void readsTimeStreamAndText() {
    log.line(OUT + "F hello  world ").line("2026-11-20T23:00:00.5+01:00 stderr F oops").end();

    assertThat(log.entries)
        .containsExactly(
            new TestLog.Entry(
                StdStream.STDOUT,
                Instant.parse("2026-11-20T22:00:00.123456789Z"),
                "hello  world ",
                0,
                0,
                54),
            new TestLog.Entry(
                StdStream.STDERR, Instant.parse("2026-11-20T22:00:00.5Z"), "oops", 0, 54, 96));
  }

  @ParameterizedTest
  @CsvSource({"F:,text", "F:TAG,text", "F:A:B,text", "F,''"})
  void passesOverFurtherTags(String tags, String text) {
    log.line(OUT + tags + " " + text).end();
    assertThat(log.texts()).containsExactly(text);
  }

  @Test
  void understandsAnEmptyTextWithoutTheSpaceBeforeIt() {
    log.line(OUT + "F").end();
    assertThat(log.texts()).containsExactly("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no header",
        "2026-11-20T22:00:00Z",
        "2026-11-20T22:00:00Z stdout",
        "2026-11-20T22:00:00Z stdout ",
        "2026-11-20T22:00:00Z stdout X text",
        "2026-11-20T22:00:00Z stdout FF text",
        "2026-11-20T22:00:00Z stdlog F text",
        "2026-11-20T22:00:00Z  stdout F text",
        "{\"log\":\"cut",
        "{\"log\":17}",
        "{\"msg\":\"x\"}",
        "{}",
        "{",
        "{\"log\":\"a\\n\",\"stream\":\"stdout\"",
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
      })
  void keepsALineThatIsNoneAsText(String line) {
    log.line(OUT + "F before").line(line).line(OUT + "F after").end();

    assertThat(log.texts()).containsExactly("before", line, "after");
    assertThat(log.entries.get(1).stream()).isEqualTo(StdStream.STDOUT);
    assertThat(log.entries.get(1).time()).isEqualTo(log.entries.get(0).time());
  }

  @Test
  void datesTextWithTheClockBeforeAnyLineIsDated() {
    log.line("text").end();
    assertThat(log.entries.get(0).time()).isEqualTo(Instant.parse("2026-11-20T22:00:00Z"));
  }

  @Test
  void leavesOutACarriageReturnBeforeTheNewline() {
    log.line(OUT + "F windows\r").line(OUT + "F a\rb").line(OUT + "F \r").end();
    assertThat(log.texts()).containsExactly("windows", "a\rb", "");
  }

  @Test
  void keepsBytesThatAreNoText() {
    byte[] bytes = {'a', 0, (byte) 0xFF, (byte) 0xC3, '\t', 7};
    byte[] line = Arrays.copyOf((OUT + "F ").getBytes(UTF_8), OUT.length() + 2 + bytes.length);
    System.arraycopy(bytes, 0, line, OUT.length() + 2, bytes.length);
    List<byte[]> seen = new ArrayList<>();
    LineConsumer lines =
        EntryFormat.of(
                new SourceConfig.Reading(true, 1_000, UTF_8),
                EntryFormat.OFF,
                0,
                List.of(),
                new FakeClock())
            .containerLog(stream -> 0L, entry -> seen.add(TestLog.copy(entry)));
    lines.line(line, 0, line.length, 0, 0, line.length + 1);

    assertThat(seen).containsExactly(bytes);
  }

  @Test
  void joinsPiecesOfEachStreamByItself() {
    log.line(OUT + "P one ")
        .line(ERR + "P uno ")
        .line(OUT + "P two ")
        .line(ERR + "F due")
        .line("2026-11-20T22:00:09Z stdout F three")
        .end();

    assertThat(log.texts(StdStream.STDOUT)).containsExactly("one two three");
    assertThat(log.texts(StdStream.STDERR)).containsExactly("uno due");
    TestLog.Entry out =
        log.entries.stream().filter(e -> e.text().startsWith("one")).findFirst().get();
    assertThat(out.time()).isEqualTo(Instant.parse("2026-11-20T22:00:00.123456789Z"));
    assertThat(out.start()).isZero();
    assertThat(out.end()).isEqualTo(log.position());
    assertThat(out.originalBytes()).isZero();
  }

  @Test
  void textThatIsNoneOfTheFormatsIsNotJoinedToPieces() {
    log.line(OUT + "P one ").line("neither").line(OUT + "F two").end();
    assertThat(log.texts()).containsExactly("one ", "neither", "two");
  }

  @Test
  void theLastPieceMayBeEmpty() {
    log.line(OUT + "P whole").line(OUT + "F ").line(OUT + "F next").end();
    assertThat(log.texts()).containsExactly("whole", "next");
  }

  @Test
  void piecesGoOnInTheNextGeneration() {
    log.at(Position.of(3, 100)).line(OUT + "P one ");
    assertThat(log.heldFrom(StdStream.STDOUT)).isEqualTo(Position.of(3, 100));

    log.at(Position.of(4, 0)).line(OUT + "F two");
    assertThat(log.heldFrom(StdStream.STDOUT)).isEqualTo(Position.of(3, 100));
    log.end();

    assertThat(log.texts()).containsExactly("one two");
    assertThat(log.heldFrom(StdStream.STDOUT)).isEqualTo(Position.END);
  }

  @Test
  void whatALogEndsWithIsHandedOn() {
    log.line(OUT + "F first").line(OUT + "P fatal: no disk").end();
    assertThat(log.texts()).containsExactly("first", "fatal: no disk");
    assertThat(log.heldBytes()).isZero();
  }

  @Test
  void theLastWordsOfAContainerAppearThoughItsLogIsStillThere() {
    log.line(OUT + "P fatal: no disk").waits(4_900);
    assertThat(log.texts()).isEmpty();

    log.waits(5_000);
    assertThat(log.texts()).containsExactly("fatal: no disk");
    assertThat(log.heldFrom(StdStream.STDOUT)).isEqualTo(Position.END);
  }

  @Test
  void aStackTraceMayHaveLinesInPieces() {
    log.line(OUT + "F java.lang.Error: x")
        .line(OUT + "P \tat com.example.Main.main")
        .line(ERR + "F between")
        .line(OUT + "F (Main.java:1)")
        .line(OUT + "F next")
        .end();

    assertThat(log.texts(StdStream.STDOUT))
        .containsExactly("java.lang.Error: x\n\tat com.example.Main.main(Main.java:1)", "next");
  }

  @Test
  void shortensAVeryLongLineAndSaysSo() {
    String piece = "ä".repeat(8 * 1024);
    int pieces = TestLog.MAX_LINE_BYTES / piece.getBytes(UTF_8).length + 3;
    log.line(OUT + "P x");
    for (int i = 0; i < pieces; i++) {
      log.line(OUT + "P " + piece);
      assertThat(log.heldBytes()).isLessThanOrEqualTo(TestLog.MAX_LINE_BYTES + 1L);
    }
    log.line(OUT + "F end").line(OUT + "F next").end();

    TestLog.Entry entry = log.entries.get(0);
    assertThat(entry.text()).isEqualTo("x" + "ä".repeat(TestLog.MAX_LINE_BYTES / 2 - 1));
    assertThat(entry.originalBytes()).isEqualTo(1 + pieces * 16_384L + 3);
    assertThat(log.entries.get(1).text()).isEqualTo("next");
    assertThat(log.entries.get(1).originalBytes()).isZero();
  }

  @Test
  void aLineThatTheReaderShortenedKeepsItsSize() {
    log.line((OUT + "F shortened").getBytes(UTF_8), 50_000)
        .line(OUT + "F java.lang.Error: x")
        .line((OUT + "F \tat a.B.c(B.java:1)").getBytes(UTF_8), 10_000)
        .line(OUT + "F next")
        .end();

    assertThat(log.entries.get(0).originalBytes()).isEqualTo(50_000 - OUT.length() - 2);
    assertThat(log.entries.get(1).originalBytes())
        .isEqualTo("java.lang.Error: x".length() + 1 + 10_000 - OUT.length() - 2);
    assertThat(log.entries.get(2).originalBytes()).isZero();
  }

  @Test
  void aLogSwitchesFormatsWhenTheRuntimeIsReplaced() {
    log.line("{\"log\":\"docker\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-20T22:00:00Z\"}")
        .line("2026-11-20T22:00:01Z stderr F cri")
        .line(
            "{\"log\":\"docker again\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-20T22:00:02Z\"}")
        .end();

    assertThat(log.texts(StdStream.STDERR)).containsExactly("docker", "cri", "docker again");
  }
}
