package io.ringtail.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** The commands as people run them: the jar, in a pseudo-terminal and in a pipe. */
@Timeout(90)
final class CommandsJarIT {
  private static final String ESC = "\u001b";

  /** A build in the background of a shell ignores Ctrl-C, and so would all that it starts. */
  private static final String HEEDS_CTRL_C = "--default-signal=INT";

  private final Console console;
  private final CloudWatchLogsClient client;
  private final Path output;
  private final List<Process> processes = new ArrayList<>();

  CommandsJarIT(@TempDir Path directory) throws IOException {
    console = Console.start(ConsoleOptions.builder().index(true).build());
    client = Sdk.client(console.endpoint());
    output = directory.resolve("output");
  }

  @BeforeEach
  void log() {
    Sdk.createStream(client);
    client.createLogStream(r -> r.logGroupName(Sdk.GROUP).logStreamName("shop/cart-1/app"));
    client.createLogStream(r -> r.logGroupName(Sdk.GROUP).logStreamName("shop/web-1/app"));
    put("shop/cart-1/app", "{\"level\":\"ERROR\",\"message\":\"one " + "\\u001b[31m\"}");
    put("shop/web-1/app", "{\"level\":\"INFO\",\"message\":\"two\"}");
  }

  private void put(String stream, String message) {
    client.putLogEvents(
        r ->
            r.logGroupName(Sdk.GROUP)
                .logStreamName(stream)
                .logEvents(Sdk.event(System.currentTimeMillis(), message)));
  }

  @AfterEach
  void stop() {
    processes.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    processes.forEach(Process::destroyForcibly);
    client.close();
    console.close();
  }

  private String command(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("console.jar")));
    command.addAll(List.of(args));
    if (!List.of("--help", "tial").contains(args[0])) {
      command.addAll(List.of("--endpoint", console.endpoint().toString()));
    }
    StringBuilder line = new StringBuilder();
    command.forEach(word -> line.append(line.isEmpty() ? "" : " ").append("'" + word + "'"));
    return line.toString();
  }

  private Process shell(Map<String, String> env, String... words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.equals("NO_COLOR"));
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(env);
    Process process = builder.redirectOutput(output.toFile()).start();
    processes.add(process);
    return process;
  }

  /** Util-linux' script makes the terminal, and ends as its command did. */
  private Process terminal(Map<String, String> env, String command) throws Exception {
    assumeThat(hasScript()).as("SKIPPED: script of util-linux makes the terminal").isTrue();
    return shell(env, "env", HEEDS_CTRL_C, "script", "-qefc", command, "/dev/null");
  }

  private static boolean hasScript() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("env", HEEDS_CTRL_C, "script", "--version").start();
      String version = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0 && version.contains("util-linux");
    } catch (IOException notThere) {
      return false;
    }
  }

  private String said() throws IOException {
    return Files.readString(output);
  }

  private void awaitOutput(String text) {
    await().atMost(Duration.ofSeconds(30)).until(() -> said().contains(text));
  }

  private static int exit(Process process) throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void tailIsColouredInATerminalAndCtrlCEndsIt() throws Exception {
    Process process = terminal(Map.of(), command("tail"));
    awaitOutput("two");
    put("shop/web-1/app", "{\"level\":\"WARN\",\"message\":\"three\"}");
    awaitOutput("three");
    process.getOutputStream().write(3);
    process.getOutputStream().flush();

    assertThat(exit(process)).isEqualTo(130);
    assertThat(said())
        .contains(ESC + "[1;31mERROR" + ESC + "[0m one \\x1b[31m")
        .doesNotContain(ESC + "[31m", "Exception", "\tat ");
    List<String> pods =
        said()
            .lines()
            .map(line -> line.substring(0, Math.max(0, line.indexOf('m'))))
            .filter(colour -> colour.startsWith(ESC))
            .toList();
    assertThat(pods).hasSize(3);
    assertThat(pods.get(1)).isNotEqualTo(pods.get(0)).isEqualTo(pods.get(2));
    // The last that was written gave the terminal its colours back.
    assertThat(said().lastIndexOf(ESC + "[0m")).isEqualTo(said().lastIndexOf(ESC));
  }

  @Test
  void noColorIsHonouredInATerminal() throws Exception {
    Process process = terminal(Map.of("NO_COLOR", "1"), command("tail", "--no-follow"));

    assertThat(exit(process)).isZero();
    assertThat(said()).contains("shop/cart-1 app ERROR one").doesNotContain(ESC);
  }

  @Test
  void aPipeHasNoColoursAndItsEndIsTheEndOfTail() throws Exception {
    Process process =
        shell(
            Map.of(),
            "sh",
            "-c",
            "{ " + command("tail", "--interval", "50ms") + "; echo \"code $?\" >&2; } | head -n 1");
    awaitOutput("one");
    // Nothing is written, nobody is missed.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              put("shop/web-1/app", "more");
              return said().contains("code");
            });

    assertThat(exit(process)).isZero();
    assertThat(said().lines()).containsExactly("shop/cart-1 app ERROR one \\x1b[31m", "code 0");
  }

  @Test
  void queryAndStatsAnswer() throws Exception {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                exit(shell(Map.of(), "sh", "-c", command("query", "level:ERROR"))) == 0
                    && said().contains("1 of 1 events"));
    assertThat(said()).contains("shop/cart-1 app ERROR one \\x1b[31m");
    assertThat(exit(shell(Map.of(), "sh", "-c", command("stats")))).isZero();
    assertThat(said()).contains("cart-1").contains("a month at this rate");
  }

  @Test
  void helpNamesTheCommandsAndSoDoesTheAnswerToAWrongOne() throws Exception {
    assertThat(exit(shell(Map.of(), "sh", "-c", command("--help")))).isZero();
    assertThat(said()).contains("--max-memory-bytes").containsPattern("\n  tail +Shows the logs");
    assertThat(exit(shell(Map.of(), "sh", "-c", command("tial")))).isEqualTo(2);
    assertThat(said()).contains("'tial'", "commands tail, query, stats");
  }
}
