package io.ringtail.node.http;

import io.ringtail.node.http.AgentSnapshot.LogStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Per log, what was written and what became of it. */
final class CoveragePage {
  /** What needs a look comes first. */
  private static final Comparator<LogStatus> ORDER =
      Comparator.comparing((LogStatus log) -> log.lostBytes() == 0)
          .thenComparing(log -> !log.stuck())
          .thenComparing(Comparator.comparingLong(LogStatus::lagBytes).reversed())
          .thenComparing(LogStatus::path);

  private CoveragePage() {}

  static HttpReply json(List<LogStatus> logs) {
    byte[] body =
        JsonPage.of(
            json -> {
              json.writeStartArray();
              for (LogStatus log : sorted(logs)) {
                json.writeStartObject();
                json.writeStringField("source", log.source());
                json.writeStringField("path", log.path());
                if (!log.pod().isEmpty()) {
                  json.writeStringField("namespace", log.namespace());
                  json.writeStringField("pod", log.pod());
                  json.writeStringField("container", log.container());
                }
                json.writeNumberField("writtenBytes", log.writtenBytes());
                json.writeNumberField("readBytes", log.readBytes());
                json.writeNumberField("acknowledgedBytes", log.acknowledgedBytes());
                json.writeNumberField("lostBytes", log.lostBytes());
                json.writeNumberField("lagBytes", log.lagBytes());
                json.writeNumberField("lagSeconds", tenths(log.lagSeconds()));
                json.writeNumberField("heldBytes", log.heldBytes());
                json.writeBooleanField("stuck", log.stuck());
                if (log.error() != null) {
                  json.writeStringField("error", log.error());
                }
                json.writeEndObject();
              }
              json.writeEndArray();
            });
    return HttpReply.of(200, HttpReply.JSON, body);
  }

  static HttpReply text(List<LogStatus> logs) {
    StringBuilder table = new StringBuilder();
    table.append(row("LOG", "WRITTEN", "READ", "ACKNOWLEDGED", "LOST", "LAG", "LAG s"));
    for (LogStatus log : sorted(logs)) {
      table.append(
          row(
              name(log),
              bytes(log.writtenBytes()),
              bytes(log.readBytes()),
              bytes(log.acknowledgedBytes()),
              bytes(log.lostBytes()),
              bytes(log.lagBytes()),
              String.valueOf(tenths(log.lagSeconds()))));
    }
    return HttpReply.text(200, table.toString());
  }

  private static String name(LogStatus log) {
    String name =
        log.pod().isEmpty()
            ? log.path()
            : log.namespace() + "/" + log.pod() + "/" + log.container();
    return log.stuck() ? name + " STUCK" : name;
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-60s %15s %15s %15s %12s %12s %9s%n", cells);
  }

  private static String bytes(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static double tenths(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }

  private static List<LogStatus> sorted(List<LogStatus> logs) {
    return logs.stream().sorted(ORDER).toList();
  }
}
