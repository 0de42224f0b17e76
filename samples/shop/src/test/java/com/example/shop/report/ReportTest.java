package com.example.shop.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an endpoint that gives a page of one event at a time. */
class ReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REQUEST_END =
      """
      {"seq":1,"level":"INFO","logger":"x.RequestLog","message":"GET /products 200",\
      "mdc":{"requestId":"r1"},"kv":{"status":200}}""";
  private static final String LAST_WORDS =
      """
      {"seq":2,"level":"INFO","logger":"hikari","message":"pool - Shutdown completed."}""";

  private static final String PRINTED =
      """
      2026-11-20T22:00:00.123Z  INFO 47 --- [shop] [main] x.RequestLog : GET /products 200
      2026-11-20T22:00:00.456+01:00 DEBUG 47 --- [shop] [main] hikari : pool - Shutdown completed.
      \tat a.stack.Trace(Trace.java:1)
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
  private List<String> stream = List.of();
  private final HttpServer endpoint;
  private final Path ledger;
  private final Path stdout;

  ReportTest(@TempDir Path folder) throws IOException {
    ledger = Files.writeString(folder.resolve("ledger"), "r1\t200\tLIST\n");
    stdout =
        Files.writeString(
            folder.resolve("stdout"),
            PRINTED + "log events: captured=2 delivered=2 stdout=0 dropped=0 held=0\n");
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    endpoint.createContext("/", this::answer);
    endpoint.start();
  }

  @AfterEach
  void stop() {
    endpoint.stop(0);
  }

  @Test
  void readsAllPagesAndProves() throws Exception {
    stream = List.of(REQUEST_END, LAST_WORDS);

    assertThat(report()).as(printed()).isZero();
    assertThat(printed()).contains("2 events", "x.RequestLog", "Nothing was lost");
  }

  @Test
  void believesTheAgentAsWell() throws Exception {
    stream = List.of(REQUEST_END, LAST_WORDS);
    Files.writeString(
        stdout,
        PRINTED
            + "ringtail info: agent 0.1.0 ends; hooks [x.Logger.log]; captured 2, delivered 2,"
            + " handed to stdout 0, dropped 0, left to bridges 4, failed in the agent 0\n");

    assertThat(report()).as(printed()).isZero();
  }

  @Test
  void failsWhereNobodyHasCounted() throws Exception {
    stream = List.of(REQUEST_END, LAST_WORDS);
    Files.writeString(stdout, PRINTED);

    assertThat(report()).isEqualTo(2);
    assertThat(printed()).contains("neither the appender nor the agent was on");
  }

  @Test
  void failsWhereAnEventIsMissing() throws Exception {
    stream = List.of(LAST_WORDS);

    assertThat(report()).isEqualTo(1);
    assertThat(printed()).contains("Something is wrong", "seq missing: 1 to 1", "r1");
  }

  @Test
  void saysThatTheStreamIsNotThere() throws Exception {
    assertThat(report()).isEqualTo(2);
    assertThat(printed()).contains("shop/pod/app", "ResourceNotFoundException");
  }

  private int report() throws InterruptedException {
    String url = "http://127.0.0.1:" + endpoint.getAddress().getPort();
    String[] args = {url, "/group", "shop/pod/app", ledger.toString(), stdout.toString()};
    return Report.run(args, print, print);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    ObjectNode body = JSON.createObjectNode();
    boolean legal =
        "Logs_20140328.GetLogEvents".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
            && request.path("logStreamName").asText().equals("shop/pod/app")
            && request.path("startFromHead").asBoolean();
    if (!legal || stream.isEmpty()) {
      respond(exchange, 400, body.put("__type", "ResourceNotFoundException"));
      return;
    }
    int from = request.path("nextToken").asInt(0);
    int to = Math.min(from + 1, stream.size());
    stream.subList(from, to).forEach(m -> body.withArray("events").addObject().put("message", m));
    respond(exchange, 200, body.put("nextForwardToken", Integer.toString(to)));
  }

  private static void respond(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
