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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** From the record to the destination, per sink. */
final class DeliveryMetrics {
  private DeliveryMetrics() {}

  static List<MetricSnapshot> of(AgentSnapshot now, List<Telemetry> telemetries) {
    Map<String, Accounts> accounts = new LinkedHashMap<>();
    telemetries.forEach(each -> accounts.put(each.sink(), each.accounts()));
    return List.of(
        Metric.counter(
            "ringtail_records_captured",
            "Records that were made; captured = delivered + dropped + held.",
            perSink(accounts, Accounts::captured)),
        Metric.counter(
            "ringtail_records_delivered",
            "Records that the destination acknowledged.",
            perSink(accounts, Accounts::delivered)),
        Metric.counter(
            "ringtail_records_dropped",
            "Records that were given up, by reason.",
            dropped(accounts)),
        Metric.gauge(
            "ringtail_records_held",
            "Records in batches and on their way.",
            perSink(accounts, Accounts::held)),
        Metric.counter(
            "ringtail_sent_requests",
            "Requests to the destination.",
            perSink(telemetries, Telemetry::sink, Telemetry::sends)),
        Metric.counter(
            "ringtail_sent_bytes",
            "Bytes of records in requests to the destination, repeated ones too.",
            perSink(telemetries, Telemetry::sink, Telemetry::sentBytes)),
        Metric.counter(
            "ringtail_send_retries",
            "Requests that were repeated.",
            perSink(telemetries, Telemetry::sink, Telemetry::retries)),
        Metric.counter(
            "ringtail_send_throttles",
            "Requests that the destination put off because they were too many.",
            perSink(telemetries, Telemetry::sink, Telemetry::throttles)),
        Metric.counter(
            "ringtail_dead_letters",
            "Records that the destination refused, kept to be looked at and sent again.",
            perSink(telemetries, Telemetry::sink, Telemetry::deadLetters)),
        Metric.counter(
            "ringtail_dead_letters_lost",
            "Of those, the ones that had to make room for newer ones.",
            perSink(telemetries, Telemetry::sink, Telemetry::deadLettersLost)),
        Metric.gauge(
            "ringtail_destination_up",
            "1 if the last request succeeded, 0 if sending has failed since.",
            perSink(
                now.destinations(),
                DestinationStatus::name,
                each -> Metric.flag(each.failingSinceEpochMillis() == 0))),
        Metric.gauge(
            "ringtail_destination_last_success_timestamp_seconds",
            "When the destination last took records, in seconds since 1970; 0: never.",
            perSink(
                now.destinations(),
                DestinationStatus::name,
                each -> Metric.seconds(each.lastSuccessEpochMillis()))),
        Metric.gauge(
            "ringtail_buffer_used_bytes",
            "Heap that batches and sends take.",
            now.buffer().usedBytes()),
        Metric.gauge(
            "ringtail_buffer_limit_bytes",
            "Heap that batches and sends may take; reading pauses when it is used up.",
            now.buffer().limitBytes()));
  }

  private static Map<Labels, Double> perSink(
      Map<String, Accounts> accounts, ToDoubleFunction<Accounts> number) {
    return perSink(
        List.copyOf(accounts.entrySet()),
        Map.Entry::getKey,
        entry -> number.applyAsDouble(entry.getValue()));
  }

  private static <T> Map<Labels, Double> perSink(
      List<T> all, Function<T, String> sink, ToDoubleFunction<T> number) {
    Map<Labels, Double> rows = new LinkedHashMap<>();
    for (T each : all) {
      rows.put(Labels.of("sink", sink.apply(each)), number.applyAsDouble(each));
    }
    return rows;
  }

  /** All reasons, those at zero too: an alert on a series that is not there never fires. */
  private static Map<Labels, Double> dropped(Map<String, Accounts> accounts) {
    Map<Labels, Double> rows = new LinkedHashMap<>();
    accounts.forEach(
        (sink, each) -> {
          for (DropReason reason : DropReason.values()) {
            rows.put(
                Labels.of("sink", sink, "reason", reason.label()),
                (double) each.dropped().getOrDefault(reason, 0L));
          }
        });
    return rows;
  }
}
