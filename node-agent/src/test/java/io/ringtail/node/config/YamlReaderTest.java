package io.ringtail.node.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.config.YamlNode.Fields;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
  private final Problems problems = new Problems("f");

  @Test
  void knowsTheLineOfEachKeyAndValue() {
    Fields root = YamlReader.read("a: 1\nb:\n  - x\n  - y: z\n", problems);

    assertThat(root.toString())
        .isEqualTo(
            "Fields[line=1, fields={a=Field[line=1, value=Scalar[line=1, text=1, isNull=false]],"
                + " b=Field[line=2, value=Items[line=3, items=[Scalar[line=3, text=x,"
                + " isNull=false], Fields[line=4, fields={y=Field[line=4, value=Scalar[line=4,"
                + " text=z, isNull=false]]}]]]]}]");
  }

  @Test
  void followsAnchorsAndMergeKeys() {
    Fields root =
        YamlReader.read("a: &x {p: 1, q: 2}\nb: *x\nc: {<<: *x, p: 3}\nd: {<<: [*x]}", problems);

    assertThat(texts(root, "b")).containsExactly("p=1", "q=2");
    assertThat(texts(root, "c")).containsExactly("p=3", "q=2");
    assertThat(texts(root, "d")).containsExactly("p=1", "q=2");
    assertThat(problems.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1~b: 2~a: 3|f:3: error: a: set before, in line 1",
        "a: [1~b: 2|f:2: error: no YAML: while parsing a flow sequence",
        "a: 1~---~b: 2|f:3: error: a second document begins; legal is one",
        "- a|f:1: error: a list; legal is a mapping of options",
        "text|f:1: error: a single value; legal is a mapping of options",
        "a: &x~  b: *x|f:1: error: an anchor that contains itself",
        "? [a]~: b|f:1: error: a key that is no text",
        "a: *none|f:1: error: no YAML: found undefined alias none",
      })
  void tellsWhatIsNoYaml(String yaml, String message) {
    YamlReader.read(yaml.replace('~', '\n'), problems);

    assertThat(problems.all())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(message));
  }

  @ParameterizedTest
  @CsvSource({"''", "'# nothing'", "'---'", "'~'"})
  void anEmptyFileIsAnEmptyMapping(String yaml) {
    assertThat(YamlReader.read(yaml, problems).fields()).isEmpty();
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void aBombOfAnchorsIsHarmless() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 40; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    YamlReader.read(yaml.toString(), problems);

    assertThat(problems.hasErrors()).isTrue();
  }

  @Test
  void deepNestingIsTold() {
    YamlReader.read("a: " + "[".repeat(10_000) + "]".repeat(10_000), problems);

    assertThat(problems.all()).singleElement().asString().contains("no YAML: ");
  }

  @Property(tries = 300)
  void anyTextIsReadOrTold(@ForAll String text) {
    assertThat(YamlReader.read(text, new Problems("f"))).isNotNull();
  }

  private static List<String> texts(Fields root, String key) {
    Fields fields = (Fields) requireNonNull(root.fields().get(key)).value();
    return fields.fields().entrySet().stream()
        .map(each -> each.getKey() + '=' + ((YamlNode.Scalar) each.getValue().value()).text())
        .toList();
  }
}
