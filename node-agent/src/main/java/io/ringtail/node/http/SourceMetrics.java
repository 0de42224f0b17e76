package io.ringtail.node.http;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.ringtail.node.http.AgentSnapshot.SourceStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Per source; unlike those of containers, these rows stay, and can be summed over a week. */
final class SourceMetrics {
  private SourceMetrics() {}

  static List<MetricSnapshot> of(List<SourceStatus> sources) {
    return List.of(
        Metric.counter(
            "ringtail_source_read_bytes",
            "Bytes that a source has read.",
            rows(sources, SourceStatus::readBytes)),
        Metric.counter(
            "ringtail_source_read_entries",
            "Whole log entries that a source has read.",
            rows(sources, SourceStatus::readEntries)),
        Metric.counter(
            "ringtail_source_lost_bytes",
            "Bytes of a source that were deleted, truncated or given up before they were read.",
            rows(sources, SourceStatus::lostBytes)),
        Metric.gauge(
            "ringtail_source_logs",
            "Logs that a source reads now.",
            rows(sources, SourceStatus::logs)),
        Metric.gauge(
            "ringtail_source_up",
            "1 if a source is read, 0 if something keeps it from that; /readyz says what.",
            rows(sources, source -> Metric.flag(source.problem() == null))));
  }

  private static Map<Labels, Double> rows(
      List<SourceStatus> sources, ToDoubleFunction<SourceStatus> number) {
    Map<Labels, Double> rows = new LinkedHashMap<>();
    for (SourceStatus source : sources) {
      rows.merge(Labels.of("source", source.name()), number.applyAsDouble(source), Double::sum);
    }
    return rows;
  }
}
