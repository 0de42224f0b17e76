package io.ringtail.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.metadata.Machine;
import io.ringtail.metadata.PodMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTemplateTest {

  private static final Instant NOW = Instant.parse("2026-11-20T22:00:00.123Z");
  private static final PodMetadata POD =
      new PodMetadata(
          "shop",
          "cart-1",
          "uid-1",
          "10.1.2.3",
          "node-1",
          "cart-1",
          "app",
          null,
          null,
          "prod",
          Map.of("app.kubernetes.io/name", "cart"),
          Map.of(),
          true);
  private static final PodMetadata NOTHING =
      new PodMetadata(
          null, null, null, null, null, null, null, null, null, null, Map.of(), Map.of(), false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain|plain",
        "/aws/${cluster}/${namespace}/${pod}|/aws/prod/shop/cart-1",
        "${podUid}.${container}.${node}.${host}.${pid}|uid-1.app.node-1.cart-1.4711",
        "${label:app.kubernetes.io/name}-${env:TEAM}|cart-blue",
        "${date:yyyy-MM-dd'T'HH}|2026-11-20T22",
        "$5 } {|$5 } {"
      })
  void putsValuesInPlace(String template, String name) {
    ResolvedName resolved = resolve(template, POD);

    assertThat(resolved.name()).isEqualTo(name);
    assertThat(resolved.unknown()).isEmpty();
  }

  @Test
  void namesWhatIsUnknownOnce() {
    ResolvedName resolved =
        resolve("${cluster}/${pod}/${pod}/${label:x}/${env:NONE}/${pid}", NOTHING);

    assertThat(resolved.name()).isEqualTo("local/unknown/unknown/unknown/unknown/4711");
    assertThat(resolved.unknown())
        .containsExactly("${cluster}", "${pod}", "${label:x}", "${env:NONE}");
  }

  @Test
  void knowsThePlaceholdersThatACallerAdds() {
    NameTemplate template =
        requireNonNull(
            NameTemplate.parse("${tag}/${unit}/${pod}", List.of("tag", "unit")).template());

    ResolvedName resolved =
        template.resolve(
            POD, Machine.withoutFiles().surroundings(), NOW, Map.of("tag", "host.dmesg"));

    assertThat(resolved)
        .isEqualTo(new ResolvedName("host.dmesg/unknown/cart-1", List.of("${unit}")));
  }

  @Test
  void namesTheAddedPlaceholdersAmongTheLegal() {
    assertThat(NameTemplate.parse("${tga}", List.of("tag")).problems())
        .singleElement()
        .asString()
        .contains("did you mean ${tag}?", "${pid} ${tag} ${label:KEY}");
    assertThat(NameTemplate.parse("${tag}").problems()).hasSize(1);
  }

  @Test
  void theDefaultStreamIsOfThePodOrOfTheProcess() {
    NameTemplate template = NameTemplate.DEFAULT_STREAM;
    Machine machine = Machine.withoutFiles();

    assertThat(template.resolve(POD, machine.surroundings(), NOW, Map.of()).name())
        .isEqualTo("shop/cart-1/app");
    assertThat(template.resolve(NOTHING, machine.surroundings(), NOW, Map.of()))
        .isEqualTo(new ResolvedName("unknown/4711", List.of("${host}")));
  }

  @Test
  void tellsWhatItDependsOn() {
    assertThat(parsed("${pod}").dependsOnDate()).isFalse();
    assertThat(parsed("${pod}").dependsOnLabels()).isFalse();
    assertThat(parsed("${pod}-${date:yyyy}").dependsOnDate()).isTrue();
    assertThat(parsed("${pod}-${label:app}").dependsOnLabels()).isTrue();
  }

  @Test
  void isEqualByText() {
    assertThat(parsed("a/${date:yyyy}"))
        .isEqualTo(parsed("a/${date:yyyy}"))
        .hasSameHashCodeAs(parsed("a/${date:yyyy}"))
        .isNotEqualTo(parsed("a/${date:yy}"))
        .isNotEqualTo(NameTemplate.DEFAULT_STREAM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${hostname}|did you mean ${host}?",
        "${POD_NAME}|did you mean ${pod}?",
        "${lable:app}|did you mean ${label}?",
        "${zzzzzz}|unknown placeholder ${zzzzzz}; legal are ${cluster}",
        "a${pod|no } after ${pod",
        "${date:}|lacks what follows the colon",
        "${label}|lacks what follows the colon",
        "${date:''''''b}|no java.time pattern",
        "' '|empty"
      })
  void tellsWhatIsWrong(String text, String wrong) {
    NameTemplate.Parsed parsed = NameTemplate.parse(text);

    assertThat(parsed.template()).isNull();
    assertThat(parsed.problems()).singleElement().asString().contains(wrong);
  }

  @Test
  void tellsAllThatIsWrong() {
    assertThat(NameTemplate.parse("${a}/${b}/${pod").problems()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yyyy", "YYYY-'W'ww", "VV", "HH:mm:ss.SSS", "n", "e"})
  void aPatternThatIsAcceptedCanBeFormatted(String pattern) {
    assertThat(resolve("${date:" + pattern + "}", POD).name()).isNotBlank();
  }

  @Test
  void onlyADateIsTakenForOneThatIsLeftOpen() {
    NameTemplate open = parsed("a{b}-${date:yyyy.MM}-${env:ODD}").withOpenDates();

    assertThat(
            open.resolve(
                    POD, Machine.withoutFiles().env("ODD", "{x}").surroundings(), NOW, Map.of())
                .name())
        .isEqualTo("a_b_-{yyyy.MM}-_x_");
  }

  @Property
  void anyTextIsParsedOrToldAndAcceptedTextResolves(@ForAll String text) {
    NameTemplate.Parsed parsed = NameTemplate.parse("x" + text);

    NameTemplate template = parsed.template();
    if (template == null) {
      assertThat(parsed.problems()).isNotEmpty();
    } else {
      assertThat(template.resolve(POD, Machine.withoutFiles().surroundings(), NOW, Map.of()).name())
          .startsWith("x");
    }
  }

  private static ResolvedName resolve(String template, PodMetadata metadata) {
    return parsed(template)
        .resolve(
            metadata, Machine.withoutFiles().env("TEAM", "blue").surroundings(), NOW, Map.of());
  }

  private static NameTemplate parsed(String text) {
    return requireNonNull(NameTemplate.parse(text).template());
  }
}
