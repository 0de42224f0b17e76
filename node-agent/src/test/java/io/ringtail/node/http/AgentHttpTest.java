package io.ringtail.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.node.http.AgentSnapshot.CheckpointStatus;
import io.ringtail.node.http.AgentSnapshot.LogStatus;
import io.ringtail.testing.RecordingNotices;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentHttpTest {
  private final SteeredStatus status = new SteeredStatus();
  private final RecordingNotices notices = new RecordingNotices();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Socket> sockets = new ArrayList<>();
  private final AgentHttp http;

  AgentHttpTest() throws IOException {
    http = AgentHttp.start(0, status, status.clock, notices);
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    http.close();
  }

  @Test
  void theFrontPageListsWhatThereIs() throws Exception {
    assertThat(get("/").body())
        .contains("1.2.3", "/healthz", "/readyz", "/metrics", "/coverage", "/api/v1/health");
  }

  @Test
  void healthIs200WhileTheReadingThreadTurnsAnd503WithReasonsAfterwards() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);

    status.clock.advance(Duration.ofSeconds(90));
    HttpResponse<String> dead = get("/healthz");

    assertThat(dead.statusCode()).isEqualTo(503);
    JsonNode json = new ObjectMapper().readTree(dead.body());
    assertThat(json.get("status").asText()).isEqualTo("failed");
    assertThat(json.get("checks").get(0).get("name").asText()).isEqualTo("reading");
    assertThat(json.get("checks").get(0).get("state").asText()).isEqualTo("failed");
    assertThat(json.get("checks").get(0).get("sentence").asText()).contains("90 s");
  }

  @Test
  void readinessAndFluentBitsHealthFollowTheChecks() throws Exception {
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/health").body()).isEqualTo("ok\n");

    status.checkpoints = new CheckpointStatus(0, "No space left on device");

    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).contains("No space left on device");
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/health").statusCode()).isEqualTo(500);
    assertThat(get("/api/v1/health").body()).isEqualTo("error\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/api/v1/metrics/prometheus", "/api/v2/metrics/prometheus"})
  void metricsAreWhereScrapersLook(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(
            ScrapedText.parse(response.body())
                .value("ringtail_destination_up{sink=\"cloudwatch\"}"))
        .isEqualTo(1);
  }

  @Test
  void metricsAreNewEachSecond() throws Exception {
    get("/metrics");
    status.telemetry.countSend(7);
    status.clock.advance(Duration.ofSeconds(2));

    assertThat(
            ScrapedText.parse(get("/metrics").body())
                .value("ringtail_sent_bytes_total{sink=\"cloudwatch\"}"))
        .isEqualTo(7);
  }

  @Test
  void coverageIsJsonForProgramsAndATableForPeople() throws Exception {
    status.logs =
        List.of(
            SteeredStatus.log("cart", 1_000_000, 900_000, 800_000, 0),
            SteeredStatus.log("pay", 50, 40, 40, 10),
            new LogStatus(
                "host",
                "/var/log/\"odd\"",
                "",
                "",
                "",
                5,
                5,
                5,
                0,
                0,
                0,
                true,
                "Permission denied"));

    JsonNode json = new ObjectMapper().readTree(get("/coverage").body());

    assertThat(json).hasSize(3);
    assertThat(json.get(0).get("pod").asText()).as("what was lost comes first").isEqualTo("pay");
    assertThat(json.get(2).get("namespace").asText()).isEqualTo("shop");
    assertThat(json.get(2).get("writtenBytes").asLong()).isEqualTo(1_000_000);
    assertThat(json.get(2).get("lagBytes").asLong()).isEqualTo(200_000);
    assertThat(json.get(2).get("lagSeconds").asDouble()).isEqualTo(1.3);
    assertThat(json.get(1).get("path").asText()).isEqualTo("/var/log/\"odd\"");
    assertThat(json.get(1).has("pod")).isFalse();
    assertThat(json.get(1).get("stuck").asBoolean()).isTrue();
    assertThat(json.get(1).get("error").asText()).isEqualTo("Permission denied");

    List<String> table = get("/coverage?format=text").body().lines().toList();
    assertThat(table.get(0)).startsWith("LOG").contains("ACKNOWLEDGED");
    assertThat(table.get(3)).startsWith("shop/cart/app").contains("1,000,000", "200,000");
    assertThat(table.get(2)).startsWith("/var/log/\"odd\" STUCK");
  }

  @Test
  void whatIsNotThereIs404AndWritingIs405() throws Exception {
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    HttpResponse<String> post =
        client.send(
            request("/metrics").POST(BodyPublishers.ofString("x".repeat(100_000))).build(),
            BodyHandlers.ofString());
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpResponse<String> head =
        client.send(
            request("/healthz").method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET /healthz\r\n\r\n",
        "\u0016\u0003\u0001\n\n",
        "GET http://x/ HTTP/1.1\r\n\r\n",
        "GET / HTTP/2.0\r\n\r\n"
      })
  void whatIsNoRequestIs400(String bytes) throws Exception {
    assertThat(answerTo(bytes)).startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void aHeadWithoutEndIs431() throws Exception {
    assertThat(answerTo("GET / HTTP/1.1\r\nCookie: " + "x".repeat(9_000)))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void aRequestMayComeByteByByte() throws Exception {
    Socket socket = connect();
    for (byte b :
        "GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)) {
      socket.getOutputStream().write(b);
      socket.getOutputStream().flush();
    }
    assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .endsWith("\r\n\r\nok\n");
  }

  @Test
  void clientsThatSayNothingAndOthersThatStopHalfwayKeepNobodyWaiting() throws Exception {
    for (int i = 0; i < 500; i++) {
      Socket socket = connect();
      if (i % 2 == 0) {
        socket.getOutputStream().write("GET /metrics HT".getBytes(StandardCharsets.US_ASCII));
      }
    }

    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    await()
        .until(() -> sockets.stream().filter(AgentHttpTest::isClosedByServer).count() >= 500 - 256);
    assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
        .filteredOn(name -> name.startsWith("ringtail-http"))
        .hasSize(1);
  }

  @Test
  void clientsThatDoNotTakeTheirAnswersCostABoundedAmount() throws Exception {
    status.logs =
        IntStream.range(0, 20_000)
            .mapToObj(i -> SteeredStatus.log("pod-" + i, i, i, i, 0))
            .toList();
    for (int i = 0; i < 20; i++) {
      Socket socket = connect();
      socket
          .getOutputStream()
          .write("GET /coverage HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    await().until(() -> get("/healthz").statusCode() == 503);
    assertThat(get("/healthz").body()).contains("do not take their answers");
    for (Socket socket : sockets) {
      socket.close();
    }
    await().until(() -> get("/healthz").statusCode() == 200);
  }

  @Test
  void aBigAnswerArrivesWhole() throws Exception {
    status.logs =
        IntStream.range(0, 20_000)
            .mapToObj(i -> SteeredStatus.log("pod-" + i, i, i, i, 0))
            .toList();

    assertThat(new ObjectMapper().readTree(get("/coverage").body())).hasSize(20_000);
  }

  @Test
  void aPageThatFailsIs500AndTheNextIsNot() throws Exception {
    status.logs = Arrays.asList((LogStatus) null);

    assertThat(get("/coverage").statusCode()).isEqualTo(500);
    assertThat(notices.texts()).isNotEmpty();
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void saysWhichPortCannotBeHad() {
    assertThatThrownBy(() -> AgentHttp.start(http.port(), status, status.clock, notices))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("HTTP_PORT " + http.port())
        .hasMessageContaining("in use");
  }

  @Test
  void endsWithItsThread() throws Exception {
    Socket socket = connect();
    http.close();

    await().until(() -> isClosedByServer(socket));
    await().untilAsserted(() -> assertThatThrownBy(this::connect).isInstanceOf(IOException.class));
  }

  private static boolean isClosedByServer(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private String answerTo(String bytes) throws IOException {
    Socket socket = connect();
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port());
    sockets.add(socket);
    return socket;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private java.net.http.HttpRequest.Builder request(String path) {
    return java.net.http.HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + http.port() + path))
        .timeout(Duration.ofSeconds(20));
  }
}
