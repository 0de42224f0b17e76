package io.ringtail.node.http;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.ringtail.node.http.AgentSnapshot.DestinationStatus;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the record to the destination. */
final class DeliveryMetrics {
  private DeliveryMetrics() {}

  static List<MetricSnapshot> of(AgentSnapshot now, Accounts accounts, Telemetry telemetry) {
    DestinationStatus destination = now.destination();
    return List.of(
        Metric.counter(
            "ringtail_records_captured",
            "Records that were made; captured = delivered + dropped + held.",
            accounts.captured()),
        Metric.counter(
            "ringtail_records_delivered",
            "Records that the destination acknowledged.",
            accounts.delivered()),
        Metric.counter(
            "ringtail_records_dropped",
            "Records that were given up, by reason.",
            dropped(accounts)),
        Metric.gauge(
            "ringtail_records_held", "Records in batches and on their way.", accounts.held()),
        Metric.counter("ringtail_sent_requests", "Requests to the destination.", telemetry.sends()),
        Metric.counter(
            "ringtail_sent_bytes",
            "Bytes of records in requests to the destination, repeated ones too.",
            telemetry.sentBytes()),
        Metric.counter(
            "ringtail_send_retries", "Requests that were repeated.", telemetry.retries()),
        Metric.counter(
            "ringtail_send_throttles",
            "Requests that the destination put off because they were too many.",
            telemetry.throttles()),
        Metric.gauge(
            "ringtail_destination_up",
            "1 if the last request succeeded, 0 if sending has failed since.",
            Metric.flag(destination.failingSinceEpochMillis() == 0)),
        Metric.gauge(
            "ringtail_destination_last_success_timestamp_seconds",
            "When the destination last took records, in seconds since 1970; 0: never.",
            Metric.seconds(destination.lastSuccessEpochMillis())),
        Metric.gauge(
            "ringtail_buffer_used_bytes",
            "Heap that batches and sends take.",
            now.buffer().usedBytes()),
        Metric.gauge(
            "ringtail_buffer_limit_bytes",
            "Heap that batches and sends may take; reading pauses when it is used up.",
            now.buffer().limitBytes()));
  }

  /** All reasons, those at zero too: an alert on a series that is not there never fires. */
  private static Map<Labels, Double> dropped(Accounts accounts) {
    Map<Labels, Double> rows = new LinkedHashMap<>();
    for (DropReason reason : DropReason.values()) {
      rows.put(
          Labels.of("reason", reason.label()),
          (double) accounts.dropped().getOrDefault(reason, 0L));
    }
    return rows;
  }
}
