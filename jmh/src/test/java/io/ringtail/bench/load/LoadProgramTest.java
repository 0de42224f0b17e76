package io.ringtail.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class LoadProgramTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void countsAtTheReceiverWhatAnotherProcessSent() throws IOException {
    try (Console console = Console.start(ConsoleOptions.defaults())) {
      int code =
          run(
              "--candidates",
              "ringtail",
              "--events",
              "5000",
              "--xmx",
              "64m",
              "--endpoint",
              console.endpoint().toString());

      assertThat(code).as(out + "\n" + err).isZero();
      assertThat(console.stats().acceptedEvents()).isEqualTo(5_000);
    }
    assertThat(row("sent")).contains("5,000");
    assertThat(row("delivered, counted at the receiver")).contains("5,000");
    assertThat(row("counts agree to the event")).contains("yes");
    assertThat(row("delivered events per CPU-second")).containsPattern("[1-9]");
  }

  @Test
  void tellsApartWhatAWarmProcessCosts() throws IOException {
    try (Console console = Console.start(ConsoleOptions.defaults())) {
      int code =
          run(
              "--candidates",
              "ringtail",
              "--events",
              "2000",
              "--warm-up",
              "3001",
              "--warm-up-rounds",
              "2",
              "--xmx",
              "64m",
              "--endpoint",
              console.endpoint().toString());

      assertThat(code).as(out + "\n" + err).isZero();
      assertThat(console.stats().acceptedEvents()).isEqualTo(5_001);
    }
    assertThat(row("delivered events per CPU-second once warm")).containsPattern("[1-9]");
  }

  @Test
  void refusesAWarmUpWithoutARound() {
    assertThat(run("--warm-up", "10", "--warm-up-rounds", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--warm-up-rounds=0");
  }

  @Test
  void namesTheLegalCandidates() {
    assertThat(run("--candidates", "ringtial")).isEqualTo(2);
    assertThat(err.toString()).contains("no appender 'ringtial'").contains("logstash-file");
  }

  @Test
  void refusesAHangWithoutARate() {
    assertThat(run("--hang", "10s")).isEqualTo(2);
    assertThat(err.toString()).contains("--hang needs --rate");
  }

  private int run(String... args) {
    return new CommandLine(new LoadProgram())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private String row(String name) {
    return out.toString()
        .lines()
        .filter(line -> line.startsWith("| " + name + " "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row '" + name + "' in\n" + out));
  }
}
