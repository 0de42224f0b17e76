package io.ringtail.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.sun.net.httpserver.HttpServer;
import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.store.StoredEvent;
import io.ringtail.dashboards.insights.Row;
import io.ringtail.logback.RingtailAppender;
import io.ringtail.node.Main;
import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import io.ringtail.testing.logs.ContainerRuntime;
import io.ringtail.testing.logs.NodePaths;
import io.ringtail.testing.logs.Rotation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What really arrives: a program with the appender and a node agent with a container beside it log
 * to a console, once for all tests of this module.
 */
final class RealRecords {
  static final String GROUP = "/aws/containerinsights/c1/application";

  /** The names are the surefire configuration's. */
  static final String PROGRAM_STREAM = "shop/cart-6f8d9c7b5d-x2x20/app";

  private static final ContainerName GATEWAY = ContainerName.of("edge", "gateway-7", "proxy", 7);
  private static final String GATEWAY_STREAM =
      "node-1-application.var.log.containers.gateway-7_edge_proxy-"
          + GATEWAY.containerId()
          + ".log";
  private static final Pattern PORT = Pattern.compile("HTTP on port (\\d+)");

  private static @Nullable RealRecords once;

  /** All events of the group. */
  final List<Row> events;

  /** The node agent's, of {@link #events}. */
  final List<Row> ofNodeAgent;

  /** The answer of its /metrics. */
  final String metrics;

  private RealRecords(List<Row> ofProgram, List<Row> ofNodeAgent, String metrics) {
    this.events = Stream.concat(ofProgram.stream(), ofNodeAgent.stream()).toList();
    this.ofNodeAgent = ofNodeAgent;
    this.metrics = metrics;
  }

  static synchronized RealRecords get() throws Exception {
    RealRecords made = once;
    if (made == null) {
      made = make();
      once = made;
    }
    return made;
  }

  private static RealRecords make() throws Exception {
    Path directory = Files.createTempDirectory("ringtail-dashboards");
    HttpServer kubelet = kubelet();
    try (Console console = Console.start(ConsoleOptions.defaults())) {
      Process agent = startNodeAgent(directory, console.endpoint(), kubelet);
      try {
        logFromAProgram(console);
        String metrics = metricsAfterDelivery(agent, directory, console);
        return new RealRecords(
            rows(console, PROGRAM_STREAM), rows(console, GATEWAY_STREAM), metrics);
      } finally {
        agent.destroyForcibly().waitFor();
      }
    } finally {
      kubelet.stop(0);
      delete(directory);
    }
  }

  private static List<Row> rows(Console console, String stream) {
    List<Row> rows = new ArrayList<>();
    for (StoredEvent event : console.events(GROUP, stream)) {
      rows.add(
          Row.ofEvent(
              stream, event.timestampMillis(), event.ingestionTimeMillis(), event.message()));
    }
    return rows;
  }

  private static void logFromAProgram(Console console) throws InterruptedException {
    Map<String, String> properties =
        Map.of(
            "aws.region", "us-east-1",
            "aws.accessKeyId", "test",
            "aws.secretAccessKey", "test",
            "aws.endpointUrlCloudWatchLogs", console.endpoint().toString());
    properties.forEach(System::setProperty);
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    RingtailAppender appender = new RingtailAppender();
    appender.setContext(context);
    appender.setName("RINGTAIL");
    appender.setMetadata("full");
    appender.setLingerMs("50");
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.start();
    try {
      logRequests(context);
      logAnEventThatIsTooOld(context, appender);
      appender.flush(Duration.ofSeconds(30));
      // The loss is told some time after it happened.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  console.events(GROUP, PROGRAM_STREAM).stream()
                      .anyMatch(event -> event.message().contains("lost_too_old")));
    } finally {
      context.stop();
      properties.keySet().forEach(System::clearProperty);
    }
  }

  /** As the sample shop's request log does, with a failure and a long event. */
  private static void logRequests(LoggerContext context) {
    Logger requests = context.getLogger("com.example.shop.requestlog.RequestLog");
    for (int number = 1; number <= 20; number++) {
      int status = number % 10 == 0 ? 500 : 200;
      context.getMDCAdapter().put("requestId", "r" + number);
      context.getMDCAdapter().put("method", "GET");
      context.getMDCAdapter().put("path", number % 2 == 0 ? "/orders/" + number : "/products");
      context.getMDCAdapter().put("traceId", "4bf9");
      requests
          .atInfo()
          .addKeyValue("status", status)
          .addKeyValue("durationMillis", number * 1.5)
          .log("GET {}", number);
      if (status == 500) {
        context
            .getLogger("com.example.shop.OrderService")
            .error("order {} failed", number, new IOException("reset " + number));
      }
      context.getMDCAdapter().clear();
    }
    context.getLogger("com.example.Big").warn("x".repeat(1_100_000));
  }

  private static void logAnEventThatIsTooOld(LoggerContext context, RingtailAppender appender) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName("com.example");
    event.setLoggerContext(context);
    event.setLevel(Level.INFO);
    event.setMessage("from a clock that is wrong");
    event.setInstant(Instant.now().minus(Duration.ofDays(15)));
    appender.doAppend(event);
  }

  private static Process startNodeAgent(Path directory, URI endpoint, HttpServer kubelet)
      throws IOException {
    NodePaths paths = NodePaths.in(directory);
    try (ContainerLog log =
        new ContainerLog(
            paths, GATEWAY, ContainerRuntime.CONTAINERD, Rotation.KUBELET, Clock.systemUTC())) {
      log.write("stdout", "{\"level\":\"error\",\"msg\":\"no upstream\",\"traceId\":\"4bf9\"}\n");
      log.write("stdout", "plain text\n");
      log.write(
          "stderr", "Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 1\n");
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run");
    builder.environment().keySet().removeIf(name -> name.startsWith("POD_"));
    builder
        .environment()
        .putAll(
            new TreeMap<>(
                Map.of(
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "test",
                    "AWS_SECRET_ACCESS_KEY", "test",
                    "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", endpoint.toString(),
                    "HOST_NAME", "node-1",
                    "HTTP_PORT", "0",
                    "READ_FROM_HEAD", "true",
                    "RINGTAIL_LOG_ROOT", paths.varLog().toString(),
                    "RINGTAIL_STATE_DIR", directory.resolve("state").toString(),
                    "RINGTAIL_KUBELET_URL", "http://127.0.0.1:" + kubelet.getAddress().getPort())));
    Path output = directory.resolve("agent.log");
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  private static HttpServer kubelet() throws IOException {
    String pods =
        """
        {"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"%s","namespace":"%s","uid":"%s"},
         "spec":{"nodeName":"node-1","containers":[{"name":"%s","image":"gateway:1"}]},
         "status":{"phase":"Running","podIP":"10.0.0.9","containerStatuses":[{"name":"%s","image":"docker.io/gateway:1",
           "imageID":"docker.io/gateway@sha256:55","containerID":"containerd://%s"}]}}]}
        """
            .formatted(
                GATEWAY.pod(),
                GATEWAY.namespace(),
                GATEWAY.uid(),
                GATEWAY.container(),
                GATEWAY.container(),
                GATEWAY.containerId());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = pods.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String metricsAfterDelivery(Process agent, Path directory, Console console)
      throws Exception {
    Path output = directory.resolve("agent.log");
    await()
        .atMost(Duration.ofSeconds(60))
        .alias("the node agent delivers")
        .until(() -> !agent.isAlive() || console.events(GROUP, GATEWAY_STREAM).size() >= 3);
    Matcher port = PORT.matcher(Files.readString(output));
    if (!port.find()) {
      throw new AssertionError(Files.readString(output));
    }
    URI uri = URI.create("http://127.0.0.1:" + port.group(1) + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
