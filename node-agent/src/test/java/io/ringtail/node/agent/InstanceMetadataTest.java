package io.ringtail.node.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.Selector;
import io.ringtail.node.config.TransformConfig;
import io.ringtail.node.config.TransformConfig.Add;
import io.ringtail.testing.RecordingNotices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstanceMetadataTest {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final RecordingNotices notices = new RecordingNotices();
  private HttpServer server;
  private volatile boolean away;

  @BeforeEach
  void startService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stopService() {
    server.stop(0);
  }

  @Test
  void asksByTokenAndOnceForEachPath() {
    InstanceMetadata instance = instance(Map.of());

    assertThat(instance.find("instance-id")).isEqualTo("i-0123");
    assertThat(instance.find("instance-id")).isEqualTo("i-0123");
    assertThat(instance.find("placement/availability-zone")).isEqualTo("eu-west-1b");
    assertThat(requests)
        .containsExactly(
            "PUT /latest/api/token",
            "GET /latest/meta-data/instance-id",
            "PUT /latest/api/token",
            "GET /latest/meta-data/placement/availability-zone");
  }

  @Test
  void aPathOfWhichThereIsNothingLeavesOutNoOther() {
    InstanceMetadata instance = instance(Map.of());

    assertThat(instance.find("none")).isNull();
    assertThat(instance.find("instance-id")).isEqualTo("i-0123");
    assertThat(instance.find("none")).isNull();
    assertThat(requests).filteredOn(each -> each.endsWith("/none")).hasSize(1);
  }

  @Test
  void whatIsAwayAtTheStartIsAskedForAgainElsewhere() {
    away = true;
    InstanceMetadata instance = instance(Map.of());
    assertThat(instance.find("instance-id")).isNull();
    instance.started();
    assertThat(instance.takeNews()).isFalse();
    away = false;

    await().until(instance::takeNews);
    assertThat(instance.find("instance-id")).isEqualTo("i-0123");
    assertThat(instance.takeNews()).isFalse();
    instance.close();
  }

  @Test
  void asksNothingWhereItIsSwitchedOff() {
    assertThat(instance(Map.of("AWS_EC2_METADATA_DISABLED", "true")).find("instance-id")).isNull();
    assertThat(requests).isEmpty();
  }

  @Test
  void waitsOnlyOnceWhereNobodyAnswers() {
    server.stop(0);
    InstanceMetadata instance = instance(Map.of());

    assertThat(instance.find("instance-id")).isNull();
    assertThat(instance.find("placement/availability-zone")).isNull();
    assertThat(notices.count("imds")).isEqualTo(1);
  }

  @Test
  void fieldsAreFilledInOrLeftOut() {
    Add add =
        new Add(
            Selector.ALL,
            inOrder(
                "az", "${imds:zone}", "id", "<${imds:id}>", "gone", "${imds:x}", "fixed", "$1"));

    List<TransformConfig> resolved =
        InstanceFields.resolve(List.of(add), path -> path.equals("x") ? null : path + "$");

    assertThat(resolved)
        .containsExactly(
            new Add(Selector.ALL, Map.of("az", "zone$", "id", "<id$>", "fixed", "$1")));
    assertThat(((Add) resolved.get(0)).fields().keySet()).containsExactly("az", "id", "fixed");
  }

  private static Map<String, String> inOrder(String... namesAndValues) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  private InstanceMetadata instance(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort());
    return new InstanceMetadata(
        new Surroundings(environment, Map.of(), Path.of("/nonexistent"), 1, 1), notices, 10);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    String token = exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token");
    String text =
        switch (path) {
          case "/latest/api/token" -> "secret";
          case "/latest/meta-data/instance-id" -> "i-0123";
          case "/latest/meta-data/placement/availability-zone" -> "eu-west-1b";
          default -> "";
        };
    boolean allowed = path.endsWith("/token") || "secret".equals(token);
    byte[] body = text.getBytes(UTF_8);
    int status = away ? 503 : !allowed ? 401 : body.length > 0 ? 200 : 404;
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
