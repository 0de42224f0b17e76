package io.ringtail.console.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.cli.output.Standard;
import io.ringtail.console.fault.Fault;
import io.ringtail.console.fault.FaultKind;
import io.ringtail.console.logs.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** The command, by the AWS SDK, against a console in this process. */
@Timeout(60)
final class TailTest {
  private static final String GROUP = "/aws/containerinsights/c1/application";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Console console = start(0);
  private final CloudWatchLogsClient client = client(console);
  private Thread running = new Thread(() -> {});
  private volatile int exitCode = -1;

  private static Console start(int port) {
    try {
      return Console.start(ConsoleOptions.builder().port(port).build());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CloudWatchLogsClient client(Console console) {
    return SdkClients.polling(new LogsTarget(console.endpoint(), false));
  }

  @BeforeEach
  void createGroup() {
    client.createLogGroup(request -> request.logGroupName(GROUP));
  }

  @AfterEach
  void stop() throws Exception {
    running.interrupt();
    running.join();
    client.close();
    console.close();
  }

  private void log(String pod, String... messages) {
    String stream = "shop/" + pod + "/app";
    boolean isNew =
        client
            .describeLogStreams(r -> r.logGroupName(GROUP).logStreamNamePrefix(stream))
            .logStreams()
            .isEmpty();
    if (isNew) {
      client.createLogStream(r -> r.logGroupName(GROUP).logStreamName(stream));
    }
    List<InputLogEvent> events = new ArrayList<>();
    for (String message : messages) {
      events.add(
          InputLogEvent.builder()
              .timestamp(System.currentTimeMillis())
              .message(
                  "{\"level\":\"%s\",\"message\":\"%s\"}"
                      .formatted(message.startsWith("!") ? "ERROR" : "INFO", message))
              .build());
    }
    client.putLogEvents(r -> r.logGroupName(GROUP).logStreamName(stream).logEvents(events));
  }

  private void start(String... args) {
    start(out, args);
  }

  private void start(OutputStream to, String... args) {
    running = new Thread(() -> exitCode = execute(to, args), "tail under test");
    running.start();
  }

  private int execute(OutputStream to, String... args) {
    Standard standard =
        new Standard(to, new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(), false);
    List<String> all = new ArrayList<>(List.of("--interval", "50ms"));
    all.addAll(List.of(args));
    if (!all.contains("--endpoint")) {
      all.addAll(List.of("--endpoint", console.endpoint().toString()));
    }
    return new CommandLine(new TailCommand(standard))
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

  private void awaitLines(int count) {
    await().until(() -> lines().size() >= count || !running.isAlive());
  }

  @Test
  void showsWhatIsThereAndEnds() {
    log("cart-1", "one", "!two");

    assertThat(execute(out, "--no-follow")).isZero();
    assertThat(lines()).containsExactly("shop/cart-1 app INFO  one", "shop/cart-1 app ERROR !two");
    assertThat(said()).isEmpty();
  }

  @Test
  void followsNewPodsAndNewGroups() {
    log("cart-1", "one");
    start();
    awaitLines(1);
    log("cart-2", "two");
    awaitLines(2);
    client.createLogGroup(r -> r.logGroupName("/other"));
    client.createLogStream(r -> r.logGroupName("/other").logStreamName("s"));
    client.putLogEvents(
        r ->
            r.logGroupName("/other")
                .logStreamName("s")
                .logEvents(
                    InputLogEvent.builder()
                        .timestamp(System.currentTimeMillis())
                        .message("three")
                        .build()));
    awaitLines(3);

    assertThat(lines())
        .containsExactly("shop/cart-1 app INFO  one", "shop/cart-2 app INFO  two", "s three");
  }

  @Test
  void losesAndRepeatsNothingThroughThrottlesAndErrors() {
    console.faults().inject(Fault.of(FaultKind.THROTTLE, 0.2).on(Operation.FILTER_LOG_EVENTS));
    console
        .faults()
        .inject(Fault.of(FaultKind.INTERNAL_FAILURE, 0.1).on(Operation.FILTER_LOG_EVENTS));
    console
        .faults()
        .inject(Fault.of(FaultKind.DROP_AFTER_STORE, 0.1).on(Operation.FILTER_LOG_EVENTS));
    start();
    for (int batch = 0; batch < 20; batch++) {
      int first = batch * 50;
      log(
          "cart-" + batch % 3,
          IntStream.range(first, first + 50).mapToObj(i -> "m" + i).toArray(String[]::new));
    }
    awaitLines(1_000);

    assertThat(lines()).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(lines().stream().map(line -> line.replaceAll(".* m", "m")).toList())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 1_000).mapToObj(i -> "m" + i).toList());
  }

  @Test
  void filtersByPodContainerNamespaceLevelTextAndQuery() {
    log("cart-1", "one", "!two", "three 17");
    log("web-1", "one");

    assertThat(only("--pod", "^cart")).hasSize(3);
    assertThat(only("--pod", "web|cart", "--level", "warn")).hasSize(1);
    assertThat(only("--container", "sidecar")).isEmpty();
    assertThat(only("--namespace", "shop,other")).hasSize(4);
    assertThat(only("--namespace", "other")).isEmpty();
    assertThat(only("--include", "one|two", "--exclude", "^!")).hasSize(2);
    assertThat(only("-q", "level:ERROR OR /[0-9]+/")).hasSize(2);
    assertThat(only("--filter-pattern", "three")).hasSize(1);
    assertThat(only("--group", "/nothing/*")).isEmpty();
    assertThat(said()).contains("no log group matches /nothing/*");
  }

  private List<String> only(String... args) {
    out.reset();
    List<String> all = new ArrayList<>(List.of("--no-follow"));
    all.addAll(List.of(args));
    assertThat(execute(out, all.toArray(String[]::new))).isZero();
    return lines();
  }

  @Test
  void writesJsonAndTemplates() {
    log("cart-1", "one");

    assertThat(only("-o", "json").get(0))
        .contains("\"pod\":\"cart-1\"", "\"json\":{\"level\":\"INFO\",\"message\":\"one\"}");
    assertThat(only("--template", "{namespace}:{message}")).containsExactly("shop:one");
    assertThat(only("--timestamps").get(0)).matches("2\\d{3}-.*T.* shop/cart-1 app INFO  one");
  }

  @Test
  void aRestartOfTheConsoleIsWaitedFor() throws Exception {
    log("cart-1", "before");
    start();
    awaitLines(1);
    int port = console.port();
    console.close();
    await().until(() -> said().contains("trying again"));
    console = start(port);
    createGroup();
    log("cart-1", "after");
    awaitLines(2);

    assertThat(lines().get(1)).endsWith("after");
    assertThat(said()).contains("the service answers again");
  }

  @Test
  void endsQuietlyWhereNobodyReadsItsOutput() throws Exception {
    AtomicInteger written = new AtomicInteger();
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            if (written.incrementAndGet() > 20) {
              throw new IOException("Broken pipe");
            }
          }
        };
    log("cart-1", "one", "two");
    start(broken);
    running.join(20_000);

    assertThat(running.isAlive()).isFalse();
    assertThat(exitCode).isZero();
    assertThat(said()).isEmpty();
  }

  @Test
  void anInterruptEndsItBetweenTwoLines() throws Exception {
    log("cart-1", "one");
    start();
    awaitLines(1);
    running.interrupt();
    running.join(20_000);

    assertThat(running.isAlive()).isFalse();
    assertThat(exitCode).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("one\n");
  }

  @Test
  void saysWhatIsWrong(@TempDir Path nothing) {
    assertThat(execute(out, "--endpoint", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(said()).contains("nothing listens at http://127.0.0.1:1: start a console");
    err.reset();
    assertThat(execute(out, "--endpoint", "nowhere")).isEqualTo(2);
    assertThat(said()).contains("--endpoint is 'nowhere': must be like http://127.0.0.1:4580");
    err.reset();
    assertThat(execute(out, "-q", "level:ERROR )")).isEqualTo(2);
    assertThat(said()).contains("  level:ERROR )\n              ^");
    err.reset();
    assertThat(execute(out, "--pod", "(")).isEqualTo(2);
    assertThat(said()).contains("'(' is not a regular expression");
    err.reset();
    assertThat(execute(out, "--since", "soon")).isEqualTo(2);
    assertThat(said()).contains("'soon' is not a span of time");
    err.reset();
    assertThat(execute(out, "--aws", "--endpoint", "http://127.0.0.1:1")).isEqualTo(2);
    err.reset();
    console.faults().inject(Fault.of(FaultKind.ACCESS_DENIED));
    assertThat(execute(out)).isEqualTo(1);
    assertThat(said()).contains("AccessDeniedException");
  }

  @Test
  void somethingElseThatAnswersIsNoConsole() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("<html>".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    other.start();
    try {
      String url = "http://127.0.0.1:" + other.getAddress().getPort();
      assertThat(execute(out, "--endpoint", url)).isEqualTo(1);
      assertThat(said())
          .isEqualTo(
              "ringtail-console: "
                  + url
                  + ": does not answer as CloudWatch Logs does: is it a console?\n");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void liveTailShowsWhatArrivesFromNowOn() {
    log("cart-1", "before");
    start("--live-tail");
    await().until(() -> console.stats().requests().containsKey("StartLiveTail"));
    log("cart-1", "one");
    log("cart-2", "!two");
    awaitLines(2);

    assertThat(lines()).containsExactly("shop/cart-1 app INFO  one", "shop/cart-2 app ERROR !two");
    assertThat(said()).isEmpty();
  }

  @Test
  void liveTailBeginsAgainAfterARestart() throws Exception {
    start("--live-tail");
    await().until(() -> console.stats().requests().containsKey("StartLiveTail"));
    log("cart-1", "one");
    awaitLines(1);
    int port = console.port();
    console.close();
    await().until(() -> said().contains("trying again"));
    console = start(port);
    createGroup();
    await().until(() -> console.stats().requests().containsKey("StartLiveTail"));
    log("cart-1", "two");
    awaitLines(2);

    assertThat(lines().get(1)).endsWith("two");
  }
}
