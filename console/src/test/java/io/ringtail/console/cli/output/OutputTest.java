package io.ringtail.console.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.console.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

// A null fails the test, as it should.
@SuppressWarnings("NullAway")
final class OutputTest {
  private static final String ESC = "\u001b";
  private static final String IN_PROCESS =
      "{\"time\":\"2026-11-20T22:00:00.123456789Z\",\"level\":\"ERROR\",\"logger\":\"a.B\",\"message\":\"no\","
          + "\"seq\":1,\"kv\":{\"orderId\":17},\"exception\":{\"class\":\"a.E\",\"stack\":\"a.E: no\\n\\tat a.B.c(B.java:1)\"},"
          + "\"kubernetes\":{\"namespace_name\":\"shop\",\"pod_name\":\"cart-1\",\"container_name\":\"app\"}}";

  @Test
  void anEventIsItsPodContainerLevelAndMessageWithTheTraceBelow() {
    assertThat(text(false, IN_PROCESS))
        .isEqualTo("shop/cart-1 app ERROR no\n    a.E: no\n    \tat a.B.c(B.java:1)\n");
  }

  @Test
  void coloursAreThoseOfThePodAndOfTheLevel() {
    String coloured = text(true, IN_PROCESS);

    assertThat(coloured).contains(ESC + "[1;31mERROR" + ESC + "[0m");
    assertThat(coloured.replaceAll(ESC + "\\[[0-9;]*m", "")).isEqualTo(text(false, IN_PROCESS));
  }

  @Test
  void eachPodHasAColourOfItsOwnAsLongAsThereAreColours() {
    Palette palette = new Palette();
    Set<String> colours = new HashSet<>();
    for (int pod = 0; pod < 14; pod++) {
      colours.add(palette.of("pod-" + pod));
    }
    assertThat(colours).hasSize(14);
    assertThat(palette.of("pod-3")).isEqualTo(palette.of("pod-3"));
    assertThat(new Palette().of("pod-0")).isEqualTo(new Palette().of("pod-0"));
  }

  @Test
  void nothingInAMessageReachesTheTerminalAsAControl() {
    String nasty = "a" + ESC + "[2J\u009b31m\rb\u202ec\u0007\u007f\tend";

    assertThat(text(false, nasty)).isEqualTo("s a\\x1b[2J\\x9b31m\\rb\\u202ec\\x07\\x7f\tend\n");
  }

  @Test
  void aMessageOfSeveralLinesCannotPassForSeveralEvents() {
    assertThat(text(false, "one\r\nshop/other app INFO forged\n"))
        .isEqualTo("s one\n    shop/other app INFO forged\n");
  }

  @Test
  void aJsonLineHasThePartsAndTheEventItself() throws Exception {
    StringBuilder text = new StringBuilder();
    new JsonFormat().append(line(IN_PROCESS), text);
    new JsonFormat().append(line("plain " + ESC + "[1m"), text);
    List<String> lines = text.toString().lines().toList();

    assertThat(lines).hasSize(2);
    Map<?, ?> json = (Map<?, ?>) JsonTree.read(lines.get(0));
    assertThat(json.get("pod")).isEqualTo("cart-1");
    assertThat(json.get("level")).isEqualTo("ERROR");
    assertThat(((Map<?, ?>) ((Map<?, ?>) json.get("json")).get("kv")).get("orderId"))
        .isEqualTo(17L);
    assertThat(lines.get(1)).doesNotContain(ESC).contains("\"message\":\"plain \\u001B[1m\"");
  }

  @Test
  void aTemplateTakesPartsAndAnyField() {
    StringBuilder text = new StringBuilder();
    TemplateFormat.parse("{{{time}}}\\t{pod}|{kv.orderId}|{nothing}|{message}")
        .append(line(IN_PROCESS), text);

    assertThat(text).hasToString("{1970-01-01T00:00:00.005Z}\tcart-1|17||no\n");
  }

  @Test
  void aTemplateThatIsWrongShowsThePlace() {
    assertThatThrownBy(() -> TemplateFormat.parse("{pod} {message"))
        .hasMessage(
            "the template is not understood: this { is not closed\n  {pod} {message\n        ^");
    assertThatThrownBy(() -> TemplateFormat.parse("a} b")).hasMessageContaining("closes nothing");
  }

  @Test
  void theCaretStandsUnderThePlaceAlsoInALongText() {
    assertThat(Caret.under("level:ERROR )", 12, 1)).isEqualTo("  level:ERROR )\n              ^");
    String[] shown = Caret.under("x".repeat(100) + "!" + "y".repeat(100), 100, 1).split("\n", -1);
    assertThat(shown[0].length()).isLessThan(82);
    assertThat(shown[0].charAt(shown[1].indexOf('^'))).isEqualTo('!');
    assertThat(Caret.under("a (", 3, 0)).isEqualTo("  a (\n     ^");
  }

  @Test
  void coloursOnlyWhereAPersonLooksAndHasNotSaidNo() {
    assertThat(standard(true, Map.of()).wantsColour(ColourWhen.AUTO)).isTrue();
    assertThat(standard(false, Map.of()).wantsColour(ColourWhen.AUTO)).isFalse();
    assertThat(standard(true, Map.of("NO_COLOR", "1")).wantsColour(ColourWhen.AUTO)).isFalse();
    assertThat(standard(true, Map.of("NO_COLOR", "")).wantsColour(ColourWhen.AUTO)).isTrue();
    assertThat(standard(true, Map.of("TERM", "dumb")).wantsColour(ColourWhen.AUTO)).isFalse();
    assertThat(standard(false, Map.of("NO_COLOR", "1")).wantsColour(ColourWhen.ALWAYS)).isTrue();
  }

  private static Standard standard(boolean isTerminal, Map<String, String> env) {
    return new Standard(
        new ByteArrayOutputStream(),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        env,
        isTerminal);
  }

  private static String text(boolean colours, String message) {
    StringBuilder text = new StringBuilder();
    new TextFormat(colours, false, ZoneOffset.UTC).append(line(message), text);
    return text.toString();
  }

  private static Line line(String message) {
    return new LineReader().read("id", "g", "s", 5, 6, message).line();
  }
}
