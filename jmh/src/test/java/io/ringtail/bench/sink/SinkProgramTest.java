package io.ringtail.bench.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SinkProgramTest {
  private static final String[] SWITCHES = {
    "ringtail.kinesis.aggregate", "ringtail.firehose.concatenate"
  };

  private final StringWriter out = new StringWriter();

  @AfterEach
  void restore() {
    for (String name : SWITCHES) {
      System.clearProperty(name);
    }
  }

  @ParameterizedTest
  @CsvSource({"kinesis, false", "kinesis, true", "firehose, false", "firehose, true", "s3, false"})
  void everyEventArrivesOnce(String sink, String together) {
    for (String name : SWITCHES) {
      System.setProperty(name, together);
    }
    int code =
        SinkProgram.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute("--sink", sink, "--rounds", "1", "--warm-up", "0", "--events", "2000");

    assertThat(code).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("delivered 2,000, lost 0, repeated 0")
        .contains("events per CPU-second");
  }
}
