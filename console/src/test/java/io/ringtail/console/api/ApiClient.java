package io.ringtail.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.Console;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Puts events and asks the API, over HTTP, as the page and a sender do. */
final class ApiClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  ApiClient(Console console) {
    this.endpoint = console.endpoint();
  }

  record Event(long millis, String message) {}

  void put(String group, String stream, Event... events) throws Exception {
    put(group, stream, List.of(events));
  }

  void put(String group, String stream, List<Event> events) throws Exception {
    operation("CreateLogGroup", "{\"logGroupName\":" + quoted(group) + "}");
    operation(
        "CreateLogStream",
        "{\"logGroupName\":" + quoted(group) + ",\"logStreamName\":" + quoted(stream) + "}");
    StringBuilder body = new StringBuilder("{\"logGroupName\":").append(quoted(group));
    body.append(",\"logStreamName\":").append(quoted(stream)).append(",\"logEvents\":[");
    for (int i = 0; i < events.size(); i++) {
      body.append(i == 0 ? "" : ",")
          .append("{\"timestamp\":")
          .append(events.get(i).millis())
          .append(",\"message\":")
          .append(quoted(events.get(i).message()))
          .append('}');
    }
    HttpResponse<String> answer = operation("PutLogEvents", body.append("]}").toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private HttpResponse<String> operation(String name, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", "Logs_20140328." + name)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  static String quoted(String text) {
    return new String(
            new com.fasterxml.jackson.core.io.JsonStringEncoder().quoteAsUTF8(text),
            StandardCharsets.UTF_8)
        .transform(inner -> "\"" + inner + "\"");
  }

  HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(endpoint + pathAndQuery)).build(),
        BodyHandlers.ofString());
  }

  HttpClient http() {
    return http;
  }

  URI uri(String pathAndQuery) {
    return URI.create(endpoint + pathAndQuery);
  }

  /** The answer, which must be a success. */
  Map<String, Object> json(String pathAndQuery) throws Exception {
    HttpResponse<String> answer = get(pathAndQuery);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer.body());
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(String json) throws MalformedJsonException {
    return (Map<String, Object>) JsonTree.read(json);
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> objects(@Nullable Object list) {
    return (List<Map<String, Object>>) Objects.requireNonNull(list);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Map<String, Object> search(String query) throws Exception {
    return json("/api/events?q=" + encoded(query));
  }

  List<String> messages(String query) throws Exception {
    return objects(search(query).get("events")).stream()
        .map(event -> (String) event.get("message"))
        .toList();
  }

  /** Waits until so many events can be found. */
  void awaitSearchable(long events) {
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(search("").get("total")).isEqualTo(events));
  }
}
