package com.example.shop.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the driver did, request by request: the other side of the story that the logs tell. */
record Ledger(List<Entry> entries) {

  /** One request and the status that it got. */
  record Entry(String requestId, int status) {}

  static Ledger read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.split("\t", -1);
      entries.add(new Entry(columns[0], Integer.parseInt(columns[1])));
    }
    return new Ledger(entries);
  }

  /** Each request whose logs are not all there, or tell something else. */
  List<String> contradictions(Arrivals arrivals) {
    Map<String, List<Arrival>> byRequest =
        arrivals.events().stream().collect(Collectors.groupingBy(Arrival::requestId));
    List<String> contradictions = new ArrayList<>();
    for (Entry entry : entries) {
      List<Arrival> events = byRequest.getOrDefault(entry.requestId(), List.of());
      String request = "request " + entry.requestId() + " (status " + entry.status() + "): ";
      long ends = events.stream().filter(event -> endsWith(entry.status(), event)).count();
      if (ends != 1) {
        contradictions.add(request + ends + " events that end it, expected 1");
      }
      if (events.stream().filter(event -> isOutcome(entry.status(), event)).count() != 1) {
        contradictions.add(request + "not one event that tells its outcome");
      }
    }
    return contradictions;
  }

  private static boolean endsWith(int status, Arrival event) {
    return event.logger().endsWith(".RequestLog")
        && event.json().path("kv").path("status").asInt() == status;
  }

  /** The business event that belongs to a status; for 200 the request's end says it all. */
  private static boolean isOutcome(int status, Arrival event) {
    return switch (status) {
      case 200 -> endsWith(status, event);
      case 201 ->
          event.hasMarker("AUDIT") && event.json().path("kv").path("orderId").isIntegralNumber();
      case 402 -> event.hasMarker("AUDIT") && event.hasException();
      default -> event.level().equals("WARN") && event.logger().endsWith(".ProblemAdvice");
    };
  }
}
