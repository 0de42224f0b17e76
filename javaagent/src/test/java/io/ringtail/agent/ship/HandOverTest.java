package io.ringtail.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.config.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands on stdout already is not put there again. */
final class HandOverTest {
  private static final String LOGGED =
      "{\"level\":\"INFO\",\"logger\":\"a.B\",\"message\":\"x\"}\n";
  private static final String PRINTED =
      "{\"level\":\"INFO\",\"logger\":\"stdout\",\"message\":\"x\"}\n";
  private static final String ERROR =
      "{\"level\":\"WARN\",\"logger\":\"stderr\",\"message\":\"x\"}\n";

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();

  @Test
  void leavesOutWhatWasPrinted() throws IOException {
    write(Format.RINGTAIL, PRINTED + LOGGED + ERROR + LOGGED + LOGGED + PRINTED);

    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo(LOGGED + LOGGED + LOGGED);
  }

  @Test
  void followsALineThatIsWrittenInTwoCalls() throws IOException {
    HandOver handOver = new HandOver(stdout, Format.RINGTAIL);
    for (String line : new String[] {PRINTED, LOGGED}) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      handOver.write(bytes, 0, bytes.length - 1);
      handOver.write('\n');
    }

    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo(LOGGED);
  }

  @Test
  void keepsAMessageThatSpeaksOfIt() throws IOException {
    String line = LOGGED.replace("\"x\"", "\"{,\\\"logger\\\":\\\"stdout\\\",}\"");
    write(Format.RINGTAIL, line);

    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo(line);
  }

  @Test
  void keepsAnEventWhoseContextHasThatName() throws IOException {
    String line = LOGGED.replace("}", ",\"mdc\":{\"a\":\"1\",\"logger\":\"stdout\",\"z\":\"2\"}}");
    write(Format.RINGTAIL, line);

    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource({"ECS,log.logger", "LOGSTASH,logger_name"})
  void knowsTheOtherFormats(Format format, String name) throws IOException {
    write(format, PRINTED.replace("logger", name) + LOGGED);

    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo(LOGGED);
  }

  private void write(Format format, String text) throws IOException {
    HandOver handOver = new HandOver(stdout, format);
    handOver.write(text.getBytes(StandardCharsets.UTF_8));
    handOver.flush();
  }
}
