package io.ringtail.node.http;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.ringtail.node.http.AgentSnapshot.LogStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Per container. The logs of a container that was restarted are one row, and so are the host's
 * files of one source: the same labels twice would make the whole scrape fail.
 */
final class LogMetrics {
  private LogMetrics() {}

  static List<MetricSnapshot> of(List<LogStatus> logs) {
    return List.of(
        Metric.counter(
            "ringtail_log_written_bytes",
            "Bytes that a container wrote since its log was found.",
            sum(logs, LogStatus::writtenBytes)),
        Metric.counter(
            "ringtail_log_read_bytes",
            "Bytes of a container's log that were read.",
            sum(logs, LogStatus::readBytes)),
        Metric.counter(
            "ringtail_log_acknowledged_bytes",
            "Bytes of a container's log of which the destination has every record.",
            sum(logs, LogStatus::acknowledgedBytes)),
        Metric.counter(
            "ringtail_log_lost_bytes",
            "Bytes of a container's log that were deleted, truncated or given up before they were"
                + " read.",
            sum(logs, LogStatus::lostBytes)),
        Metric.gauge(
            "ringtail_log_lag_bytes",
            "Bytes of a container's log that are not acknowledged yet.",
            sum(logs, LogStatus::lagBytes)),
        Metric.gauge(
            "ringtail_log_lag_seconds",
            "For how long the oldest byte of a container's log that is not acknowledged has been there.",
            rows(logs, LogStatus::lagSeconds, Math::max)),
        Metric.gauge(
            "ringtail_log_held_bytes",
            "Unread bytes of deleted files that take room on the disk because they are held open.",
            sum(logs, LogStatus::heldBytes)),
        Metric.gauge(
            "ringtail_log_stuck",
            "1 if a container's log has something to read and cannot be read.",
            rows(logs, log -> Metric.flag(log.stuck()), Math::max)));
  }

  private static Map<Labels, Double> sum(List<LogStatus> logs, ToDoubleFunction<LogStatus> number) {
    return rows(logs, number, Double::sum);
  }

  private static Map<Labels, Double> rows(
      List<LogStatus> logs, ToDoubleFunction<LogStatus> number, DoubleBinaryOperator together) {
    Map<Labels, Double> rows = new LinkedHashMap<>();
    for (LogStatus log : logs) {
      Labels labels =
          Labels.of(
              "source", log.source(),
              "namespace", log.namespace(),
              "pod", log.pod(),
              "container", log.container());
      rows.merge(labels, number.applyAsDouble(log), together::applyAsDouble);
    }
    return rows;
  }
}
