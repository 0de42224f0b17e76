package io.ringtail.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same program with each line of Logback that we support. The pom fetches them. */
final class LogbackVersionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"1.2.13", "1.3.16", "1.5.18", "1.5.38", "1.6.6"})
  void mapsEveryKindOfEvent(String version, @TempDir Path work) throws Exception {
    boolean slf4jTwo = !version.startsWith("1.2");
    String[] arguments = slf4jTwo ? new String[] {"key-values"} : new String[0];
    ChildProgram.Result result =
        new ChildProgram(work, EveryKindOfEvent.class, arguments)
            .withLogback(Path.of("target", "logback", version))
            .with("RINGTAIL_SINK", "stdout")
            .run(Duration.ofSeconds(60));

    assertThat(result.stderr()).doesNotContain("Exception", "Error");
    List<String> lines = result.jsonLines();
    assertThat(lines).hasSize(slf4jTwo ? 3 : 2);
    JsonNode first = JSON.readTree(lines.get(0));
    assertThat(first.get("message").asText()).isEqualTo("order 17 accepted");
    assertThat(first.get("time").asText()).hasSize(30);
    assertThat(first.at("/mdc/traceId").asText()).isEqualTo("4bf9");
    assertThat(first.at("/markers/0").asText()).isEqualTo("AUDIT");
    assertThat(first.at("/caller/class").asText()).isEqualTo(EveryKindOfEvent.class.getName());
    JsonNode exception = JSON.readTree(lines.get(1)).get("exception");
    assertThat(exception.at("/root/message").asText()).isEqualTo("reset");
    assertThat(exception.get("stack").asText())
        .contains("Suppressed: java.io.IOException: closing", "Caused by: java.io.IOException");
    if (slf4jTwo) {
      assertThat(JSON.readTree(lines.get(2)).at("/kv/orderId").isInt()).isTrue();
    }
  }
}
