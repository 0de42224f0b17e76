package com.example.pods;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * Reads back what the node agent sent of the three pods, shows some of it, and checks that every
 * entry is there, whole.
 *
 * <p>Ends with 0 if it is, with 1 if not.
 */
public final class PodsReport {
  private static final String USAGE = "usage: PodsReport ENDPOINT LOG_GROUP ENTRIES_PER_POD";

  private static final long WAIT_NANOS = 30_000_000_000L;
  private static final long LOOK_AGAIN_MILLIS = 500;

  private final CloudWatchLogsClient logs;
  private final String group;
  private final int entries;
  private final ObjectMapper json = new ObjectMapper();
  private int problems;

  private PodsReport(CloudWatchLogsClient logs, String group, int entries) {
    this.logs = logs;
    this.group = group;
    this.entries = entries;
  }

  public static void main(String[] args) throws JsonProcessingException, InterruptedException {
    if (args.length != 3) {
      System.err.println(USAGE);
      System.exit(2);
    }
    try (CloudWatchLogsClient client =
        CloudWatchLogsClient.builder()
            .endpointOverride(URI.create(args[0]))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("demo", "demo")))
            .build()) {
      PodsReport report = new PodsReport(client, args[1], Integer.parseInt(args[2]));
      System.exit(report.run());
    }
  }

  private int run() throws JsonProcessingException, InterruptedException {
    for (Program program : Program.values()) {
      String stream = streamOf(program);
      System.out.println();
      System.out.println("Log stream " + stream);
      check(program, awaitAll(program, stream));
      show(stream);
    }
    System.out.println();
    System.out.println(
        problems == 0
            ? "Nothing was lost, nothing was cut: 3 pods, " + 3 * entries + " entries."
            : problems + " entries are missing.");
    return problems == 0 ? 0 : 1;
  }

  /** How often each text arrived, once all have or time is up: the last ones wait for company. */
  private Map<String, Integer> awaitAll(Program program, String stream)
      throws JsonProcessingException, InterruptedException {
    long deadline = System.nanoTime() + WAIT_NANOS;
    Map<String, Integer> arrived = texts(stream);
    while (missing(program, arrived) > 0 && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      arrived = texts(stream);
    }
    return arrived;
  }

  private Map<String, Integer> texts(String stream) throws JsonProcessingException {
    Map<String, Integer> arrived = new HashMap<>();
    for (OutputLogEvent event : events(stream)) {
      arrived.merge(json.readTree(event.message()).path("log").asText(), 1, Integer::sum);
    }
    return arrived;
  }

  private int missing(Program program, Map<String, Integer> arrived) {
    int missing = 0;
    for (int number = 0; number < entries; number++) {
      missing += arrived.containsKey(program.entry(number).text()) ? 0 : 1;
    }
    return missing;
  }

  private void check(Program program, Map<String, Integer> arrived) {
    int missing = missing(program, arrived);
    int repeated = 0;
    int traces = 0;
    for (int number = 0; number < entries; number++) {
      Program.Entry entry = program.entry(number);
      repeated += arrived.getOrDefault(entry.text(), 0) > 1 ? 1 : 0;
      traces += entry.lines().size() > 1 ? 1 : 0;
    }
    problems += missing;
    System.out.printf(
        "  %s %d of %d entries, %d of them stack traces, each one event; %d came twice%n",
        missing == 0 ? "ok" : "!!", entries - missing, entries, traces, repeated);
  }

  /** The last entry of each of its two outputs. */
  private void show(String stream) throws JsonProcessingException {
    Map<String, JsonNode> byStream = new HashMap<>();
    for (OutputLogEvent event : events(stream)) {
      JsonNode record = json.readTree(event.message());
      byStream.put(record.path("stream").asText(), record);
    }
    for (JsonNode record : byStream.values()) {
      System.out.println("  " + record);
    }
  }

  private String streamOf(Program program) {
    return logs
        .describeLogStreamsPaginator(request -> request.logGroupName(group))
        .logStreams()
        .stream()
        .map(LogStream::logStreamName)
        .filter(name -> name.contains(program.pod()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no log stream of " + program.pod()));
  }

  private List<OutputLogEvent> events(String stream) {
    return logs
        .getLogEventsPaginator(
            request -> request.logGroupName(group).logStreamName(stream).startFromHead(true))
        .events()
        .stream()
        .toList();
  }
}
