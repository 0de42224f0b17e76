package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFileTest {
  private static final String SOME = "Grüße aus Köln";
  private static final String CHINESE = "在桌子上《书》上";

  @Test
  void eachLineIsAnEntryDatedWhenItIsRead() {
    TestLog log = TestLog.file(EntryFormat.AUTO, UTF_8, stream -> 0L);
    log.line("2020-01-01T00:00:00Z stdout F one");
    log.clock.advance(Duration.ofMillis(1_500));
    log.line("two").end();

    assertThat(log.entries)
        .containsExactly(
            new TestLog.Entry(
                StdStream.NONE,
                Instant.parse("2026-11-20T22:00:00Z"),
                "2020-01-01T00:00:00Z stdout F one",
                0,
                0,
                34),
            new TestLog.Entry(
                StdStream.NONE, Instant.parse("2026-11-20T22:00:01.5Z"), "two", 0, 34, 38));
  }

  @Test
  void linesThatAreDeliveredAreLeftOut() {
    TestLog log = TestLog.file(EntryFormat.OFF, UTF_8, stream -> Position.of(2, 4));
    log.at(Position.of(1, 900)).line("old");
    log.at(Position.of(2, 0)).line("old").line("new");

    assertThat(log.texts()).containsExactly("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1252", "ISO-8859-15", "IBM850"})
  void decodesLatin(String charset) {
    assertThat(decoded(SOME + "\nplain\n" + SOME + "\r\n", charset))
        .containsExactly(SOME, "plain", SOME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GBK", "GB18030", "Big5-HKSCS", "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16"})
  void decodesChinese(String charset) {
    assertThat(decoded("在桌子上\nplain\n\n在桌子上\n", charset))
        .containsExactly("在桌子上", "plain", "", "在桌子上");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shift_JIS", "EUC-JP", "ISO-2022-JP", "windows-31j"})
  void decodesJapanese(String charset) {
    assertThat(decoded("表示ソート\nplain ~\\\nエラー\n", charset))
        .hasSize(3)
        .startsWith("表示ソート")
        .endsWith("エラー");
  }

  @Test
  void whatIsNoCharacterIsReplaced() {
    TestLog log = TestLog.file(EntryFormat.OFF, Charset.forName("GBK"), stream -> 0L);
    log.line(new byte[] {'a', (byte) 0xFF, 'b', (byte) 0x81}).end();
    assertThat(log.texts()).containsExactly("a\uFFFDb\uFFFD");
  }

  @Test
  void decodesTheLinesOfAContainerOncePiecesAreJoined() {
    TestLog log =
        TestLog.container(EntryFormat.OFF, List.of(), Charset.forName("GBK"), stream -> 0L);
    String gbk = new String("在桌子上".getBytes(Charset.forName("GBK")), ISO_8859_1);
    log.line(("2026-11-20T22:00:00Z stdout P " + gbk.substring(0, 3)).getBytes(ISO_8859_1));
    log.line(("2026-11-20T22:00:00Z stdout F " + gbk.substring(3)).getBytes(ISO_8859_1));
    assertThat(log.texts()).containsExactly("在桌子上");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16"})
  void aMarkAtTheBeginningIsNoText(String charset) {
    for (Charset written : List.of(UTF_16LE, UTF_16BE)) {
      if (charset.equals("UTF-16") || charset.equals(written.name())) {
        TestLog log = TestLog.file(EntryFormat.OFF, Charset.forName(charset), stream -> 0L);
        log.bytes("\uFEFFone\ntwo\n", written).end();
        assertThat(log.texts()).as(written.name()).containsExactly("one", "two");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void theLastLineOfUtf16DoesNotWaitForever(String charset) {
    TestLog log = TestLog.file(EntryFormat.OFF, Charset.forName(charset), stream -> 0L);
    log.bytes("one\ntwo\n", Charset.forName(charset)).waits(TestLog.FLUSH_MILLIS);
    log.waits(TestLog.FLUSH_MILLIS);

    assertThat(log.texts()).containsExactly("one", "two");
    assertThat(log.heldBytes()).isZero();
    log.bytes("three\n", Charset.forName(charset)).end();
    assertThat(log.texts()).containsExactly("one", "two", "three");
  }

  @Provide
  Arbitrary<List<String>> utf16Lines() {
    // Characters with 0x0A or 0x00 in one of their halves are the difficult ones.
    return Arbitraries.strings()
        .withChars('a', '\u010A', '\u0A0A', '\u0A05', '\u4E0A', '\u0100', '\u300A', 'ä')
        .ofMaxLength(6)
        .list()
        .ofMaxSize(8);
  }

  @Property(tries = 1_000)
  void linesOfUtf16AreNotCutWithinACharacter(
      @ForAll("utf16Lines") List<String> lines, @ForAll boolean lowByteFirst) {
    Charset charset = lowByteFirst ? UTF_16LE : UTF_16BE;
    TestLog log = TestLog.file(EntryFormat.OFF, charset, stream -> 0L);
    String content = String.join("", lines.stream().map(line -> line + "\n").toList());

    log.bytes(content, charset).end();

    assertThat(log.texts()).containsExactlyElementsOf(lines);
  }

  @Test
  void utf16IsResumedWhereALineBegins() {
    TestLog first = TestLog.file(EntryFormat.OFF, UTF_16LE, stream -> 0L);
    byte[] content = (CHINESE + "\n" + CHINESE + "\nend\n").getBytes(UTF_16LE);
    int cut = 2 * (CHINESE.length() + 1) + 6;
    first.bytes(Arrays.copyOf(content, cut));
    long resume = first.resume(StdStream.NONE);
    assertThat(first.texts()).containsExactly(CHINESE);

    TestLog second = TestLog.file(EntryFormat.OFF, UTF_16LE, stream -> resume);
    int from = (int) Position.offset(resume);
    second.at(resume).bytes(Arrays.copyOfRange(content, from, content.length)).end();
    assertThat(second.texts()).containsExactly(CHINESE, "end");
  }

  private static List<String> decoded(String content, String charset) {
    TestLog log = TestLog.file(EntryFormat.OFF, Charset.forName(charset), stream -> 0L);
    log.bytes(content.getBytes(Charset.forName(charset))).end();
    return log.texts();
  }
}
