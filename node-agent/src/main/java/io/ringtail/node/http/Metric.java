package io.ringtail.node.http;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;

/** Short ways to write a metric down. */
final class Metric {
  private Metric() {}

  /**
   * @param name without `_total`, which the format adds
   */
  static MetricSnapshot counter(String name, String help, Number value) {
    return counter(name, help, Map.of(Labels.EMPTY, value.doubleValue()));
  }

  static MetricSnapshot counter(String name, String help, Map<Labels, Double> values) {
    CounterSnapshot.Builder metric = CounterSnapshot.builder().name(name).help(help);
    values.forEach(
        (labels, value) ->
            metric.dataPoint(
                CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
    return metric.build();
  }

  static MetricSnapshot gauge(String name, String help, Number value) {
    return gauge(name, help, Map.of(Labels.EMPTY, value.doubleValue()));
  }

  static MetricSnapshot gauge(String name, String help, Map<Labels, Double> values) {
    GaugeSnapshot.Builder metric = GaugeSnapshot.builder().name(name).help(help);
    values.forEach(
        (labels, value) ->
            metric.dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
    return metric.build();
  }

  static double seconds(long millis) {
    return millis / 1_000.0;
  }

  static double flag(boolean isSo) {
    return isSo ? 1 : 0;
  }
}
