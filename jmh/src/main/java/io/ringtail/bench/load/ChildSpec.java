package io.ringtail.bench.load;

import io.ringtail.bench.subject.SubjectKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one sending process does; it travels as command-line arguments.
 *
 * @param kind the appender
 * @param events how many to send, those of the warm-up included
 * @param warmUp how many of them come before the measurement
 * @param warmUpRounds into how many rounds they are divided, with a rest after each
 * @param producers threads that log
 * @param ratePerSecond of all producers together; 0: as fast as they can
 * @param endpoint where CloudWatch Logs answers; null where nothing is sent there
 * @param file what LOGSTASH_FILE writes
 * @param report where it writes what it measured
 * @param idleMillis how long it stays idle after the events, with its CPU time measured
 * @param heapSampleMillis pause between looks at the live heap; 0: none
 * @param ringtail Ringtail's options, in Logback's spelling
 */
record ChildSpec(
    SubjectKind kind,
    long events,
    long warmUp,
    int warmUpRounds,
    int producers,
    long ratePerSecond,
    @Nullable URI endpoint,
    Path file,
    Path report,
    long idleMillis,
    long heapSampleMillis,
    Map<String, String> ringtail) {
  private static final String RINGTAIL_PREFIX = "ringtail.";

  /** Ringtail's policy block asks the others not to lose anything either, where they can. */
  boolean lossless() {
    return "block".equals(ringtail.get("overflow"));
  }

  /** Where the child's JVM writes its pauses, where latency is what is looked at. */
  Path safepointLog() {
    return Path.of(report + ".safepoints");
  }

  List<String> toArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("kind=" + kind.label());
    arguments.add("events=" + events);
    arguments.add("warmup=" + warmUp);
    arguments.add("rounds=" + warmUpRounds);
    arguments.add("producers=" + producers);
    arguments.add("rate=" + ratePerSecond);
    arguments.add("endpoint=" + (endpoint == null ? "" : endpoint));
    arguments.add("file=" + file);
    arguments.add("report=" + report);
    arguments.add("idle=" + idleMillis);
    arguments.add("heap=" + heapSampleMillis);
    ringtail.forEach((name, value) -> arguments.add(RINGTAIL_PREFIX + name + "=" + value));
    return arguments;
  }

  static ChildSpec parse(String... arguments) {
    Map<String, String> values = new HashMap<>();
    Map<String, String> ringtail = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = argument.substring(0, equals);
      String value = argument.substring(equals + 1);
      if (name.startsWith(RINGTAIL_PREFIX)) {
        ringtail.put(name.substring(RINGTAIL_PREFIX.length()), value);
      } else {
        values.put(name, value);
      }
    }
    String endpoint = text(values, "endpoint");
    return new ChildSpec(
        SubjectKind.labelled(text(values, "kind")),
        Long.parseLong(text(values, "events")),
        Long.parseLong(text(values, "warmup")),
        Integer.parseInt(text(values, "rounds")),
        Integer.parseInt(text(values, "producers")),
        Long.parseLong(text(values, "rate")),
        endpoint.isEmpty() ? null : URI.create(endpoint),
        Path.of(text(values, "file")),
        Path.of(text(values, "report")),
        Long.parseLong(text(values, "idle")),
        Long.parseLong(text(values, "heap")),
        ringtail);
  }

  private static String text(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("missing argument " + name);
    }
    return value;
  }
}
