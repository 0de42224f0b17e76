package io.ringtail.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class QuotedLinesTest {

  @Test
  void readsLabelsAsKubeletWritesThem() {
    assertThat(
            parse(
                """
                app="cart"
                app.kubernetes.io/name="cart"
                pod-template-hash="6f8d9c7b5d\""""))
        .containsExactly(
            Map.entry("app", "cart"),
            Map.entry("app.kubernetes.io/name", "cart"),
            Map.entry("pod-template-hash", "6f8d9c7b5d"));
  }

  @Test
  void keepsAnAnnotationOfSeveralLinesInOnePiece() {
    assertThat(parse("note=\"first\\nkey=\\\"x\\\"\\nlast\"\nother=\"a=b\""))
        .containsExactly(Map.entry("note", "first\nkey=\"x\"\nlast"), Map.entry("other", "a=b"));
  }

  @Test
  void keepsGoodLinesBesideBadOnes() {
    assertThat(parse("a=\"1\"\nno equals\n=\"no key\"\nb=unquoted\nc=\"open\n\nd=\"\\q\"\ne=\"5\""))
        .containsExactly(Map.entry("a", "1"), Map.entry("e", "5"));
  }

  @Test
  void readsAnEmptyFileAndAnEmptyValue() {
    assertThat(parse("")).isEmpty();
    assertThat(parse("a=\"\"")).containsExactly(Map.entry("a", ""));
  }

  @Test
  void forgivesWindowsLineEnds() {
    assertThat(parse("a=\"1\"\r\nb=\"2\"\r\n"))
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
  }

  @Property
  void readsBackAnyMap(
      @ForAll @Size(max = 8) Map<@AlphaChars @StringLength(min = 1, max = 20) String, String> map) {
    Map<String, String> valid = new TreeMap<>();
    map.forEach((key, value) -> valid.put(key, new String(value.getBytes(UTF_8), UTF_8)));
    String file =
        valid.entrySet().stream()
            .map(e -> e.getKey() + '=' + GoQuoteTest.goQuote(e.getValue(), false))
            .collect(Collectors.joining("\n"));

    assertThat(parse(file)).isEqualTo(valid);
  }

  @Property
  void aBrokenLineCostsOnlyItself(@ForAll byte[] noise) {
    String text = new String(noise, UTF_8).replace('\n', ' ').replace('\r', ' ');

    Map<String, String> values = parse("first=\"1\"\nx" + text + "\nlast=\"2\"");

    assertThat(values).containsEntry("first", "1").containsEntry("last", "2");
  }

  private static Map<String, String> parse(String file) {
    return QuotedLines.parse(file.getBytes(UTF_8));
  }
}
