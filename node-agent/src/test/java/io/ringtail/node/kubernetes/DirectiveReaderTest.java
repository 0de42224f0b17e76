package io.ringtail.node.kubernetes;

import static io.ringtail.node.entry.StdStream.NONE;
import static io.ringtail.node.entry.StdStream.STDERR;
import static io.ringtail.node.entry.StdStream.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.config.Selector;
import io.ringtail.node.config.TransformConfig.RateLimit;
import io.ringtail.node.config.TransformConfig.Redact;
import io.ringtail.node.config.TransformConfig.Sample;
import io.ringtail.node.config.TransformConfig.Scope;
import io.ringtail.testing.RecordingNotices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectiveReaderTest {
  private final RecordingNotices notices = new RecordingNotices();
  private final DirectiveReader reader =
      new DirectiveReader(
          Set.of("nginx", "json", "apache", "logfmt"),
          Set.of("java", "go"),
          Set.of("card", "token", "email"),
          notices);

  @Test
  void aPodWithoutAnnotationsAsksForNothing() {
    assertThat(read(Map.of("prometheus.io/scrape", "true"))).isSameAs(PodDirectives.NONE);
    assertThat(PodDirectives.NONE.excludes(STDOUT)).isFalse();
    assertThat(PodDirectives.NONE.parser(STDERR)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "fluentbit.io/exclude,            true,  true",
    "fluentbit.io/exclude_stdout,     true,  false",
    "fluentbit.io/exclude_stderr,     false, true",
    "fluentbit.io/exclude-app,        true,  true",
    "fluentbit.io/exclude_stderr-app, false, true",
    "fluentbit.io/exclude-other,      false, false",
    "fluentbit.io/exclude-ap,         false, false",
    "ringtail.io/exclude,             true,  true",
    "ringtail.io/exclude_stdout-app,  true,  false"
  })
  void excludesTheStreamsThatAreNamed(String key, boolean stdout, boolean stderr) {
    PodDirectives directives = read(Map.of(key, "true"));

    assertThat(directives.excludes(STDOUT)).isEqualTo(stdout);
    assertThat(directives.excludes(STDERR)).isEqualTo(stderr);
    assertThat(directives.excludesAll()).isEqualTo(stdout && stderr);
    assertThat(directives.excludes(NONE)).isFalse();
  }

  @Test
  void theMostSpecificCounts() {
    Map<String, String> annotations = new HashMap<>();
    annotations.put("fluentbit.io/parser", "nginx");
    assertThat(read(annotations).parser(STDOUT)).isEqualTo("nginx");
    annotations.put("fluentbit.io/parser_stdout", "json");
    assertThat(read(annotations).parser(STDOUT)).isEqualTo("json");
    assertThat(read(annotations).parser(STDERR)).isEqualTo("nginx");
    annotations.put("fluentbit.io/parser-app", "apache");
    assertThat(read(annotations).parser(STDOUT)).isEqualTo("apache");
    annotations.put("fluentbit.io/parser_stdout-app", "logfmt");
    assertThat(read(annotations).parser(STDOUT)).isEqualTo("logfmt");
    assertThat(read(annotations).parser(STDERR)).isEqualTo("apache");
  }

  @Test
  void oursWinOverFluentBits() {
    PodDirectives directives =
        read(
            Map.of(
                "fluentbit.io/exclude_stdout-app", "true",
                "fluentbit.io/parser-app", "nginx",
                "ringtail.io/exclude", "false",
                "ringtail.io/parser", "json"));

    assertThat(directives.excludes(STDOUT)).isFalse();
    assertThat(directives.parser(STDERR)).isEqualTo("json");
  }

  @Test
  void knowsContainersWithDashesInTheirNames() {
    PodInfo pod =
        Pods.info(
            "cart",
            "u1",
            Map.of("ringtail.io/rate-limit-my-app", "5/s", "ringtail.io/sample", "1/2"));

    assertThat(reader.read(pod, "my-app").transforms()).hasSize(2);
    assertThat(reader.read(pod, "app").transforms()).hasSize(1);
    assertThat(notices.all()).isEmpty();
  }

  @Test
  void asksForTransformsInTheOrderThatLeastIsLost() {
    PodDirectives directives =
        read(
            Map.of(
                "ringtail.io/redact", "card, email",
                "ringtail.io/sample", "1/10",
                "ringtail.io/rate-limit", "6000/m",
                "ringtail.io/multiline", "go"));

    assertThat(directives.multiline()).isEqualTo("go");
    assertThat(directives.transforms())
        .containsExactly(
            new Redact(Selector.ALL, List.of("card", "email"), List.of(), "****"),
            new Sample(Selector.ALL, 10),
            new RateLimit(Selector.ALL, 100, 6000, Scope.POD));
  }

  @ParameterizedTest
  @CsvSource({
    "fluentbit.io/exclude, maybe, true or false",
    "ringtail.io/parser, ngnix, 'apache, json, logfmt, nginx'",
    "ringtail.io/multiline, rust, 'auto, off'",
    "ringtail.io/rate-limit, fast, 100/s",
    "ringtail.io/rate-limit, 0/s, 100/s",
    "ringtail.io/sample, 10, 1/10",
    "ringtail.io/sample, 1/0, 1/10",
    "ringtail.io/redact, 'card,passport', 'card, email, token'"
  })
  void tellsAnIllegalValueWithWhatIsLegalAndGoesOnWithout(String key, String value, String legal) {
    PodDirectives directives = read(Map.of(key, value));

    assertThat(directives).isEqualTo(PodDirectives.NONE);
    assertThat(notices.texts())
        .singleElement()
        .asString()
        .contains(key, "\"" + value + "\"", "shop/cart", "ignored", legal);
  }

  @Test
  void anIllegalValueLeavesTheLessSpecificOneInForce() {
    PodDirectives directives =
        read(Map.of("ringtail.io/parser-app", "nope", "fluentbit.io/parser", "nginx"));

    assertThat(directives.parser(STDOUT)).isEqualTo("nginx");
  }

  @Test
  void tellsEachProblemOnceForAllPodsOfAWorkload() {
    for (int i = 0; i < 10; i++) {
      reader.read(Pods.info("cart-" + i, "u" + i, Map.of("ringtail.io/sample", "all")), "app");
    }

    assertThat(notices.all()).hasSize(1);
  }

  @Test
  void saysSoWhenItHasSaidEnough() {
    for (int i = 0; i < 100; i++) {
      read(Map.of("ringtail.io/sample", "all" + i));
    }

    assertThat(notices.all()).hasSize(DirectiveNotices.MAX_TOLD);
    assertThat(notices.texts().get(DirectiveNotices.MAX_TOLD - 1)).contains("not told of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ringtail.io/exlude",
        "ringtail.io/exclude_stdin",
        "ringtail.io/exclude-",
        "ringtail.io/multiline_stdout"
      })
  void tellsOfAKeyThatIsMistyped(String key) {
    read(Map.of(key, "true"));

    assertThat(notices.texts()).singleElement().asString().contains(key, "not known");
  }

  @Test
  void doesNotMindWhatElseFluentBitMayKnow() {
    read(Map.of("fluentbit.io/something-new", "true"));

    assertThat(notices.all()).isEmpty();
  }

  private PodDirectives read(Map<String, String> annotations) {
    return reader.read(Pods.info("cart", "u1", annotations), "app");
  }
}
