package io.ringtail.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** The jar as people run it. */
@Timeout(60)
final class ConsoleJarIT {
  private final Path directory;
  private final List<Process> processes = new ArrayList<>();

  ConsoleJarIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process run(String... args) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("console.jar")));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  private static URI awaitEndpoint(Process process) throws Exception {
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = out.readLine();
    Matcher matcher =
        Pattern.compile("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=(\\S+) AWS_REGION=us-east-1")
            .matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    return URI.create(matcher.group(1));
  }

  private static String output(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return text;
  }

  @Test
  void keepsAcknowledgedEventsThroughAKill() throws Exception {
    Process first = run("--port", "0", "--data-dir", directory.toString());
    URI endpoint = awaitEndpoint(first);
    try (CloudWatchLogsClient client = Sdk.client(endpoint)) {
      Sdk.createStream(client);
      Sdk.put(client, Sdk.event(System.currentTimeMillis(), "kept"));
    }
    first.destroyForcibly().waitFor();

    Process second =
        run("--port", String.valueOf(endpoint.getPort()), "--data-dir", directory.toString());
    try (CloudWatchLogsClient client = Sdk.client(awaitEndpoint(second))) {
      assertThat(client.filterLogEvents(r -> r.logGroupName(Sdk.GROUP)).events()).hasSize(1);
    }
    second.destroy();
    assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(143);
  }

  @Test
  void servesThePage() throws Exception {
    URI endpoint = awaitEndpoint(run("--port", "0"));
    HttpResponse<String> module =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(endpoint.resolve("/vendor/preact/index.js")).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(module.statusCode()).isEqualTo(200);
    assertThat(module.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  @Test
  void saysInOneLineThatThePortIsTaken() throws Exception {
    int port = awaitEndpoint(run("--port", "0")).getPort();

    Process second = run("--port", String.valueOf(port));

    assertThat(output(second).strip().lines())
        .singleElement()
        .asString()
        .contains("cannot listen on 127.0.0.1 port " + port);
    assertThat(second.exitValue()).isEqualTo(1);
  }

  @Test
  void explainsItselfAndRefusesWrongUsage() throws Exception {
    assertThat(output(run("--help"))).contains("--max-memory-bytes").contains("--fault-seed");
    assertThat(output(run("--version"))).startsWith("ringtail-console 0.");
    Process wrong = run("--port", "0", "--hang-rate", "3");
    assertThat(output(wrong)).contains("hang.rate is 3.0: must be from 0 to 1");
    assertThat(wrong.exitValue()).isEqualTo(2);
  }

  @Test
  void beginsWithTheFaultsOfTheCommandLine() throws Exception {
    Process process =
        run("--port", "0", "--access-denied", "--fault-operations", "DescribeLogGroups");
    try (CloudWatchLogsClient client = Sdk.client(awaitEndpoint(process))) {
      client.createLogGroup(r -> r.logGroupName("g"));
      assertThatThrownBy(() -> client.describeLogGroups())
          .hasMessageContaining("logs:DescribeLogGroups");
    }
  }
}
