package io.ringtail.console.cli.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.cli.output.Standard;
import io.ringtail.console.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** {@code query} and {@code stats} against a console in this process. */
@SuppressWarnings("NullAway") // Set before all.
final class SearchCommandsTest {
  private static final long NOW = System.currentTimeMillis();

  private static Console console;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void fill() throws Exception {
    console = Console.start(ConsoleOptions.builder().index(true).build());
    try (CloudWatchLogsClient client =
        CloudWatchLogsClient.builder()
            .endpointOverride(console.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build()) {
      client.createLogGroup(r -> r.logGroupName("g"));
      for (String pod : List.of("cart-1", "web-1")) {
        String stream = "shop/" + pod + "/app";
        client.createLogStream(r -> r.logGroupName("g").logStreamName(stream));
        List<InputLogEvent> events = new ArrayList<>();
        for (int i = 1; i <= (pod.equals("cart-1") ? 60 : 20); i++) {
          String more =
              i == 20
                  ? ",\"level\":\"ERROR\",\"exception\":{\"class\":\"a.E\",\"stack\":\"a.E: x\\n\\tat a.B\"}"
                  : ",\"level\":\"INFO\"";
          // seq 5 and 6 of cart-1 never arrive.
          if (pod.equals("web-1") || (i != 5 && i != 6)) {
            events.add(
                InputLogEvent.builder()
                    .timestamp(NOW - 60_000 + i * 100L)
                    .message(
                        "{\"seq\":"
                            + i
                            + ",\"message\":\""
                            + pod
                            + " says "
                            + i
                            + "\""
                            + more
                            + "}")
                    .build());
          }
        }
        client.putLogEvents(r -> r.logGroupName("g").logStreamName(stream).logEvents(events));
      }
    }
    SearchCommandsTest probe = new SearchCommandsTest();
    await().until(() -> probe.query("says", "-o", "json") == 0 && probe.lines().size() >= 78);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private int query(String... args) {
    return run(standard -> new QueryCommand(standard), args);
  }

  private int stats(String... args) {
    return run(standard -> new StatsCommand(standard), args);
  }

  /** Makes a command. */
  @FunctionalInterface
  private interface Making {
    Callable<Integer> make(Standard standard);
  }

  private int run(Making making, String... args) {
    out.reset();
    err.reset();
    Standard standard =
        new Standard(out, new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(), false);
    List<String> all = new ArrayList<>(List.of(args));
    if (!all.contains("--endpoint")) {
      all.addAll(List.of("--endpoint", console.endpoint().toString()));
    }
    return new CommandLine(making.make(standard))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(all.toArray(String[]::new));
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsTheNewestThatMatchWithTheNewestLast() {
    assertThat(query("pod:cart-1", "--limit", "3")).isZero();

    assertThat(lines()).hasSize(3);
    assertThat(lines().get(0)).endsWith("shop/cart-1 app INFO  cart-1 says 58");
    assertThat(lines().get(2)).endsWith("cart-1 says 60");
    assertThat(said()).contains("3 of 58 events; --limit shows more");
  }

  @Test
  void showsStackTracesAndEventsWhole() {
    assertThat(query("level:ERROR", "AND", "pod:web-1")).isZero();

    assertThat(lines().get(0)).endsWith("web-1 says 20");
    assertThat(lines().get(1)).isEqualTo("    a.E: x");
  }

  @Test
  void writesTablesAndJson() throws Exception {
    assertThat(query("level:ERROR", "-o", "table")).isZero();
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(0)).matches("TIME +LEVEL +POD +CONTAINER +MESSAGE");
    assertThat(lines().get(1)).contains("ERROR");

    assertThat(query("seq>59", "-o", "json")).isZero();
    Map<?, ?> event = (Map<?, ?>) JsonTree.read(lines().get(0));
    assertThat(((Map<?, ?>) event.get("json")).get("seq")).isEqualTo(60L);
  }

  @Test
  void narrowsByTime() {
    assertThat(query("--since", "1s")).isZero();
    assertThat(lines()).isEmpty();
    assertThat(query("--since", "10m", "--limit", "1000", "-o", "json")).isZero();
    assertThat(lines()).hasSize(78);
    assertThat(query("--to", String.valueOf(NOW - 60_000 + 350))).isZero();
    assertThat(lines()).hasSize(6);
    assertThat(query("--from", "yesterday")).isEqualTo(2);
    assertThat(said()).contains("'yesterday' is not a time");
  }

  @Test
  void showsThePlaceOfAnError() {
    assertThat(query("level:ERROR )")).isEqualTo(2);

    assertThat(said())
        .contains("the query is not understood: ")
        .contains("  level:ERROR )\n              ^\n");
  }

  @Test
  void saysWhereThereIsNoConsole() {
    assertThat(query("--endpoint", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(said()).contains("no console at http://127.0.0.1:1");
    assertThat(stats("--endpoint", "nowhere")).isEqualTo(2);
  }

  @Test
  void statsTellRatesSendersGapsAndLosses() {
    await()
        .until(() -> stats() == 0 && String.join("\n", lines()).contains("2 numbers are missing"));

    String text = String.join("\n", lines());
    assertThat(text).contains("events/s", "a month at this rate", "held       78 events");
    assertThat(text).containsPattern("78 +100 % +\\$0\\.0000 +shop");
    assertThat(text).containsPattern("58 +\\d\\d % .*cart-1");
    assertThat(text).contains("5 to 6 (2)").contains("losses     none told");
  }

  @Test
  void statsAsJsonAreThoseOfTheApi() throws Exception {
    assertThat(stats("-o", "json")).isZero();

    Map<?, ?> json = (Map<?, ?>) JsonTree.read(String.join("\n", lines()));
    assertThat(((Map<?, ?>) json.get("health")).get("heldEvents")).isEqualTo(78L);
    assertThat((List<?>) ((Map<?, ?>) json.get("volume")).get("streams")).hasSize(2);
  }
}
