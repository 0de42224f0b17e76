package io.ringtail.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryParserTest {
  private static final String HEAD = "{\"__CURSOR\":\"s=1\",\"__REALTIME_TIMESTAMP\":\"5\",";

  private final EntryParser parser = new EntryParser(JournalConfigs.all(Path.of("/j")));

  @Test
  void readsTextBytesSeveralValuesAndNothing() throws IOException {
    parse(
        HEAD + "\"A\":\"x\",\"B\":[1,255],\"C\":[\"y\",[0,128],null],\"D\":null,\"E\":[]}", false);

    assertThat(parser.cursor()).isEqualTo("s=1");
    assertThat(parser.epochMicros()).isEqualTo(5);
    assertThat(parser.fields()).containsOnlyKeys("A", "B", "C", "D", "E");
    assertThat(parser.value("A")).isEqualTo("x");
    assertThat(parser.value("B")).isEqualTo("\u0001\ufffd");
    assertThat((List<?>) parser.value("C"))
        .asInstanceOf(LIST)
        .hasSize(3)
        .contains("y", null, "\u0000\ufffd");
    assertThat(parser.value("D")).isNull();
    assertThat(parser.value("E")).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain text",
        "a \\\"quoted\\\" one",
        "slash \\\\\\\\",
        "ctrl \\u001b[1m",
        "größe🙂"
      })
  void keepsWhatStandsBeforeACutWhereverItIs(String json) throws IOException {
    byte[] whole = (HEAD + "\"MESSAGE\":\"" + json).getBytes(StandardCharsets.UTF_8);
    parse(HEAD + "\"MESSAGE\":\"" + json + "\"}", false);
    String text = (String) parser.value("MESSAGE");
    for (int cut = whole.length; cut > HEAD.length() + 12; cut--) {
      parser.parse(Arrays.copyOf(whole, cut), 0, cut, true);

      assertThat(parser.cursor()).isEqualTo("s=1");
      assertThat(text).startsWith((String) parser.value("MESSAGE"));
      assertThat((String) parser.value("MESSAGE"))
          .hasSizeGreaterThanOrEqualTo(cut - HEAD.length() - 27);
    }
  }

  @Test
  void keepsTheBytesThatStandBeforeACut() throws IOException {
    parse(HEAD + "\"MESSAGE\":[1,2,3,4", true);

    assertThat((String) parser.value("MESSAGE")).startsWith("\u0001\u0002\u0003");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"A\":\"x\"", "{\"A\":[1,2", "[]", "{\"__REALTIME_TIMESTAMP\":\"x\"}"})
  void refusesWhatIsNoEntry(String line) {
    assertThatThrownBy(() -> parse(line, false)).isInstanceOf(IOException.class);
  }

  private void parse(String line, boolean isCut) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    parser.parse(bytes, 0, bytes.length, isCut);
  }
}
