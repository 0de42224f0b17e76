package io.ringtail.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.fault.Faults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the programs of a test send to: a console in this process. */
public final class Destination implements AutoCloseable {
  private static final String GROUP = "/test/agent";
  private static final String STREAM = "stream";
  private static final Set<String> PRINTED = Set.of("stdout", "stderr");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Console console;

  private Destination(Console console) {
    this.console = console;
  }

  public static Destination start() throws IOException {
    return new Destination(Console.start(ConsoleOptions.defaults()));
  }

  /** What a program needs in its environment to send here. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS",
        console.endpoint().toString(),
        "RINGTAIL_LOG_GROUP",
        GROUP,
        "RINGTAIL_LOG_STREAM",
        STREAM,
        // What can be delivered is, on however busy a machine.
        "RINGTAIL_SHUTDOWN_MS",
        "20000");
  }

  public Faults faults() {
    return console.faults();
  }

  /** What has arrived, by time. */
  public List<JsonNode> events() {
    List<JsonNode> events = new ArrayList<>();
    console.events(GROUP, STREAM).forEach(event -> events.add(json(event.message())));
    return events;
  }

  /** The messages of what has arrived, by time. */
  public List<String> messages() {
    return events().stream().map(event -> event.path("message").asText()).toList();
  }

  /** What has arrived and was logged, not printed by the program itself. */
  public List<JsonNode> loggedEvents() {
    return events().stream()
        .filter(event -> !PRINTED.contains(event.path("logger").asText()))
        .toList();
  }

  /** The messages of those. */
  public List<String> loggedMessages() {
    return loggedEvents().stream().map(event -> event.path("message").asText()).toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  @Override
  public void close() {
    console.close();
  }
}
