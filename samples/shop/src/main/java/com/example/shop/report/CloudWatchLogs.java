package com.example.shop.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads log streams from an endpoint that speaks CloudWatch Logs' JSON 1.1 protocol and does not
 * check signatures.
 */
final class CloudWatchLogs {
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=demo/20260101/us-east-1/logs/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature="
          + "0".repeat(64);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI endpoint;

  CloudWatchLogs(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** All messages of a stream, oldest first. */
  List<String> messages(String group, String stream) throws IOException, InterruptedException {
    List<String> messages = new ArrayList<>();
    ObjectNode request =
        json.createObjectNode()
            .put("logGroupName", group)
            .put("logStreamName", stream)
            .put("startFromHead", true)
            .put("limit", 10_000);
    while (true) {
      JsonNode page = call("GetLogEvents", request);
      page.path("events").forEach(event -> messages.add(event.path("message").asText()));
      String next = page.path("nextForwardToken").asText();
      // GetLogEvents gives the same token again at the end of the stream.
      if (next.isEmpty() || next.equals(request.path("nextToken").asText())) {
        return messages;
      }
      request.put("nextToken", next);
    }
  }

  private JsonNode call(String action, ObjectNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Logs_20140328." + action)
            .header("X-Amz-Date", "20260101T000000Z")
            .header("Authorization", AUTHORIZATION)
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          action + " answered " + answer.statusCode() + ": " + answer.body().strip());
    }
    return json.readTree(answer.body());
  }
}
