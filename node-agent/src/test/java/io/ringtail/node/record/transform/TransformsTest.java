package io.ringtail.node.record.transform;

import static io.ringtail.node.config.Selector.ALL;
import static io.ringtail.node.record.Encoding.METADATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import io.ringtail.node.config.TransformConfig;
import io.ringtail.node.config.TransformConfig.Add;
import io.ringtail.node.config.TransformConfig.Grep;
import io.ringtail.node.config.TransformConfig.Keep;
import io.ringtail.node.config.TransformConfig.Parse;
import io.ringtail.node.config.TransformConfig.Redact;
import io.ringtail.node.config.TransformConfig.Remove;
import io.ringtail.node.config.TransformConfig.Rename;
import io.ringtail.node.record.Encoding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformsTest {
  private static final String OBJECT =
      "{\"level\":\"info\",\"http\":{\"status\":503,\"path\":\"/\"}}";

  @Test
  void renamesFields() {
    Encoding renaming =
        Encoding.with(
            new Rename(
                ALL,
                Map.of("log_processed.level", "level", "log", "message", "nowhere", "somewhere")));

    assertThat(renaming.record(OBJECT))
        .contains("\"log_processed\":{\"http\":{\"status\":503,\"path\":\"/\"}}")
        .contains("\"level\":\"info\"")
        .contains("\"message\":\"{\\\"level\\\"")
        .doesNotContain("\"log\":", "somewhere");
  }

  @Test
  void keepsWhatIsNamedAndNothingElse() {
    Encoding keeping =
        Encoding.with(
            new Keep(
                ALL,
                List.of(
                    "log_processed.http.status",
                    "kubernetes.pod_name",
                    "kubernetes.labels",
                    "no")));

    assertThat(keeping.record(OBJECT))
        .isEqualTo(
            "{\"log_processed\":{\"http\":{\"status\":503}},"
                + "\"kubernetes\":{\"pod_name\":\"cart-1\",\"labels\":{\"app\":\"cart\"}}}");
  }

  @Test
  void removesFields() {
    Encoding removing =
        Encoding.with(new Remove(ALL, List.of("log", "stream", "time", "kubernetes.labels.app")));

    assertThat(removing.record(OBJECT))
        .isEqualTo(
            "{\"log_processed\":"
                + OBJECT
                + ",\"kubernetes\":"
                + "{\"namespace_name\":\"shop\",\"pod_name\":\"cart-1\",\"labels\":{}}}");
    // The metadata of other records is as it was.
    assertThat(removing.record("plain"))
        .isEqualTo(
            "{\"kubernetes\":"
                + "{\"namespace_name\":\"shop\",\"pod_name\":\"cart-1\",\"labels\":{}}}");
  }

  @Test
  void addsFields() {
    Encoding adding = Encoding.with(new Add(ALL, Map.of("env", "prod", "service.name", "cart")));

    assertThat(adding.record("hi"))
        .endsWith(
            "\"log\":\"hi\",\"kubernetes\":"
                + METADATA
                + ",\"env\":\"prod\",\"service\":{\"name\":\"cart\"}}");
  }

  @Test
  void parsesTheTextWhereAskedTo() {
    Encoding parsing = Encoding.with(new Parse(ALL, "logfmt"));

    assertThat(parsing.body("level=info msg=hi"))
        .isEqualTo(
            "\"log\":\"level=info msg=hi\",\"log_processed\":{\"level\":\"info\",\"msg\":\"hi\"}");
    assertThat(parsing.body("plain")).isEqualTo("\"log\":\"plain\"");
  }

  @Test
  void appliesTransformsInTheirOrder() {
    Encoding ordered =
        Encoding.with(
            new Rename(ALL, Map.of("log_processed.level", "severity")),
            new Grep(ALL, "severity", Pattern.compile("^(warn|error)$"), false),
            new Remove(ALL, List.of("severity")));

    assertThat(ordered.leavesOut(OBJECT)).isTrue();
    assertThat(ordered.record("{\"level\":\"warn\"}")).doesNotContain("severity");
  }

  @Test
  void letsThroughWhatMatches() {
    Encoding text = Encoding.with(new Grep(ALL, "log", Pattern.compile("ERROR|\u00e9"), false));
    Encoding field = Encoding.with(grep("log_processed.http.status", "^5..$", false));

    assertThat(text.leavesOut("INFO fine")).isTrue();
    assertThat(text.body("ERROR bad")).isEqualTo("\"log\":\"ERROR bad\"");
    assertThat(text.leavesOut("caf\u00e9")).isFalse();
    assertThat(field.leavesOut(OBJECT)).isFalse();
    assertThat(field.leavesOut("{\"http\":{\"status\":200}}")).isTrue();
    assertThat(field.leavesOut("no such field")).isTrue();
  }

  @Test
  void leavesOutWhatMatches() {
    Encoding probes =
        Encoding.with(new Parse(ALL, "nginx"), grep("log_processed.agent", "^kube-probe/", true));
    String line = "10.0.0.1 - - [20/Nov/2026:22:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"%s\"";

    assertThat(probes.leavesOut(String.format(line, "kube-probe/1.31"))).isTrue();
    assertThat(probes.leavesOut(String.format(line, "curl/8.5.0"))).isFalse();
    assertThat(probes.leavesOut("not of nginx")).isFalse();
    assertThat(Encoding.with(grep("stream", "stdout", true)).leavesOut("hi")).isTrue();
    assertThat(Encoding.with(grep("kubernetes.labels.app", "cart", true)).leavesOut("hi")).isTrue();
  }

  @Test
  void refusesToRedactByPatternsThatAreNotThere() {
    assertThatThrownBy(
            () -> Encoding.with(new Redact(ALL, List.of("phone"), List.of(), "[redacted]")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("phone");
  }

  private static TransformConfig grep(String field, String pattern, boolean exclude) {
    return new Grep(ALL, field, Pattern.compile(pattern), exclude);
  }
}
