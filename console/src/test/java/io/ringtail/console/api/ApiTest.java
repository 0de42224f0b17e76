package io.ringtail.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.api.ApiClient.Event;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ApiTest {
  private static final String GROUP = "/shop/application";
  private static final String JVM =
      """
      {"time":"2026-11-20T22:00:00.123456789Z","level":"ERROR","logger":"com.example.OrderService",\
      "thread":"main","message":"order 17 failed","seq":17,"mdc":{"traceId":"4bf9"},\
      "kv":{"orderId":17},"exception":{"class":"java.io.IOException","message":"reset by peer",\
      "stack":"java.io.IOException: reset by peer\\n\\tat A.b"},\
      "kubernetes":{"namespace_name":"shop","pod_name":"cart-6f8d9c7b5d-x2x20",\
      "container_name":"app"}}""";
  private static final String NODE =
      """
      {"time":"2026-11-20T22:00:00Z","stream":"stdout","log":"{\\"msg\\":\\"hello\\"}",\
      "log_processed":{"msg":"hello","status":200},\
      "kubernetes":{"pod_name":"web-1","namespace_name":"front","container_name":"nginx",\
      "labels":{"app":"web"}}}""";
  private static final String HOSTILE =
      "<script>alert(1)</script> \u001b[31mred\u001b[0m \"quoted\" \\ back";

  private Console console;
  private ApiClient api;
  private long now;

  @BeforeEach
  void start() throws Exception {
    console = Console.start(ConsoleOptions.builder().index(true).build());
    api = new ApiClient(console);
    now = System.currentTimeMillis() - 60_000;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void putThree() throws Exception {
    api.put(GROUP, "shop/cart-6f8d9c7b5d-x2x20/app", new Event(now, JVM));
    api.put(GROUP, "front-web", new Event(now + 1, NODE));
    api.put("/other", "host/12", new Event(now + 2, HOSTILE));
    api.awaitSearchable(3);
  }

  @Test
  void showsTheSameFieldsWhateverTheShape() throws Exception {
    putThree();
    List<Map<String, Object>> events = ApiClient.objects(api.search("").get("events"));
    assertThat(events).hasSize(3);
    assertThat(events.get(2))
        .containsEntry("level", "ERROR")
        .containsEntry("namespace", "shop")
        .containsEntry("pod", "cart-6f8d9c7b5d-x2x20")
        .containsEntry("container", "app")
        .containsEntry("logger", "com.example.OrderService")
        .containsEntry("message", "order 17 failed")
        .containsEntry("group", GROUP)
        .containsEntry("time", now)
        .containsEntry("exception", true)
        .containsEntry("truncated", false);
    assertThat(events.get(1))
        .containsEntry("stream", "stdout")
        .containsEntry("namespace", "front")
        .containsEntry("message", "hello");
    assertThat(events.get(0)).containsEntry("message", HOSTILE);
  }

  @Test
  void findsByWordsFieldsNumbersAndExpressions() throws Exception {
    putThree();
    for (String query :
        List.of(
            "order",
            "ORDER failed",
            "\"order 17 failed\"",
            "fail*",
            "level:error",
            "pod:cart-*",
            "namespace:shop",
            "orderId:17",
            "kv.orderId>16",
            "kv.orderId<=17",
            "traceId:4bf9",
            "logger:com.example.*",
            "exception.class:java.io.ioexception",
            "exception.stack:\"reset by peer\"",
            "exception.hash:* OR exception.class:*",
            "/order \\d+ failed/",
            "logger:/Order(Service|Queue)$/",
            "cart-6f8d9c7b5d-x2x20",
            "message:failed -status:200",
            "group:" + GROUP + " logger:*")) {
      assertThat(api.messages(query)).as(query).containsExactly("order 17 failed");
    }
    for (String query :
        List.of(
            "hello", "log_processed.status:200", "status>199", "labels.app:web", "stream:stdout")) {
      assertThat(api.messages(query)).as(query).containsExactly("hello");
    }
    for (String query :
        List.of("nothing", "level:warn", "orderId>17", "namespace:sho", "logger:order*", "22")) {
      assertThat(api.messages(query)).as(query).isEmpty();
    }
    assertThat(api.messages("NOT level:error")).containsExactly(HOSTILE, "hello");
    assertThat(api.messages("(hello OR order) AND NOT status:200"))
        .containsExactly("order 17 failed");
  }

  @Test
  void countsByTimeAndByValue() throws Exception {
    putThree();
    Map<String, Object> histogram = api.json("/api/histogram?by=namespace");
    assertThat(histogram)
        .containsEntry("total", 3L)
        .containsEntry("keys", List.of("front", "shop", "other"))
        .containsEntry("intervalMillis", 1_000L);
    Map<String, Object> facets = api.json("/api/facets?fields=level,namespace&size=1");
    assertThat(ApiClient.objects(facets.get("facets")).get(0))
        .containsEntry("field", "level")
        .containsEntry("values", List.of(Map.of("value", "ERROR", "count", 1L)));
    assertThat(ApiClient.objects(facets.get("facets")).get(1)).containsEntry("others", 1L);
  }

  @Test
  void pagesThroughAllEventsOnce() throws Exception {
    for (int i = 0; i < 25; i++) {
      api.put(GROUP, "s" + i % 3, new Event(now + i / 5, "event " + i));
    }
    api.awaitSearchable(25);
    java.util.Set<String> seen = new java.util.LinkedHashSet<>();
    Object next = null;
    int pages = 0;
    do {
      Map<String, Object> page =
          api.json("/api/events?limit=7" + (next == null ? "" : "&before=" + next));
      for (Map<String, Object> event : ApiClient.objects(page.get("events"))) {
        assertThat(seen.add((String) event.get("id"))).isTrue();
      }
      next = page.get("next");
    } while (next instanceof String && ++pages < 10);
    assertThat(seen).hasSize(25);
    assertThat(List.copyOf(seen)).isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void givesAllOfAnEvent() throws Exception {
    putThree();
    String id = (String) ApiClient.objects(api.search("order").get("events")).get(0).get("id");
    Map<String, Object> event = api.json("/api/events/" + id);
    assertThat(event).containsEntry("raw", JVM);
    assertThat(event.get("json")).isEqualTo(ApiClient.object(JVM));
    assertThat(List.<Object>copyOf((List<?>) event.get("fields")))
        .contains(
            List.of("kubernetes.pod_name", "cart-6f8d9c7b5d-x2x20"), List.of("kv.orderId", "17"));
    HttpResponse<String> gone = api.get("/api/events/" + "0".repeat(56));
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(ApiClient.object(gone.body())).containsEntry("error", "gone");
  }

  @Test
  void explainsWhatItDoesNotUnderstand() throws Exception {
    HttpResponse<String> query = api.get("/api/events?q=" + ApiClient.encoded("a AND (b"));
    assertThat(query.statusCode()).isEqualTo(400);
    assertThat(ApiClient.object(query.body()))
        .containsEntry("error", "query")
        .containsEntry("parameter", "q")
        .containsEntry("position", 6L)
        .containsEntry("length", 1L)
        .containsEntry("message", "this ( is never closed");
    for (String wrong :
        List.of(
            "events?from=x",
            "events?limit=100000",
            "events?before=7",
            "histogram?by=colour",
            "facets?fields=level,x",
            "events?que=1",
            "tail?after=x")) {
      HttpResponse<String> refused = api.get("/api/" + wrong);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
      assertThat(ApiClient.object(refused.body()))
          .as(wrong)
          .containsEntry("error", "parameter")
          .containsKeys("message", "parameter");
    }
  }

  @Test
  void tellsHealth() throws Exception {
    api.put(
        GROUP,
        "shop/cart/app",
        new Event(now, "{\"message\":\"a\",\"seq\":1}"),
        new Event(now + 1, "{\"message\":\"b\",\"seq\":5}"),
        new Event(
            now + 2,
            "{\"level\":\"WARN\",\"logger\":\"io.ringtail\",\"message\":\"3 log events were lost"
                + " between x and y: 3 queue_full\",\"seq\":6,\"kv\":{\"lost\":3}}"));
    api.awaitSearchable(3);
    Map<String, Object> health = api.json("/api/health");
    assertThat(health)
        .containsEntry("acceptedEvents", 3L)
        .containsEntry("heldEvents", 3L)
        .containsEntry("indexLagMillis", 0L)
        .containsEntry("missingEvents", 3L)
        .containsEntry("processes", 1L)
        .containsEntry("oldestTime", now);
    assertThat(ApiClient.objects(health.get("gaps")).get(0))
        .containsEntry("process", "cart/app")
        .containsEntry("from", 2L)
        .containsEntry("to", 4L)
        .containsEntry("missing", 3L);
    assertThat(ApiClient.objects(health.get("losses")).get(0))
        .containsEntry("events", 3L)
        .containsEntry("reason", "3 queue_full");
  }

  @Test
  void answersNobodyWhoWasLedHereByAnotherName() throws Exception {
    HttpResponse<String> ours = api.get("/api/health");
    assertThat(ours.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'");
    assertThat(ours.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(ours.headers().map()).doesNotContainKey("access-control-allow-origin");
    try (java.net.Socket socket =
        new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), console.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/events HTTP/1.1\r\nHost: evil.example:4580\r\nConnection: close\r\n\r\n"
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      String answer =
          new String(
              socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403").contains("evil.example");
    }
  }

  @Test
  void isOffWhereTheIndexIs() throws Exception {
    try (Console without = Console.start(ConsoleOptions.defaults())) {
      HttpResponse<String> answer = new ApiClient(without).get("/api/events");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(ApiClient.object(answer.body())).containsEntry("error", "off");
    }
  }
}
