package io.ringtail.bench.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class DeadSinkProgramTest {
  @Test
  void everyEventIsTimedAndNoneIsLostBesideASinkThatHangs() {
    StringWriter out = new StringWriter();

    int code =
        DeadSinkProgram.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute(
                "--beside",
                "hanging",
                "--rounds",
                "1",
                "--seconds",
                "1",
                "--rate",
                "2000",
                "--warm-up",
                "0");

    assertThat(code).as(out.toString()).isZero();
    assertThat(out.toString()).containsPattern("\\| hanging +\\| +2,000 \\| +0 \\|");
  }
}
