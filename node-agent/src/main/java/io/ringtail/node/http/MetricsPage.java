package io.ringtail.node.http;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent's numbers as Prometheus reads them. They are made anew for each scrape from what the
 * agent publishes, so that a log's rows go when the log goes. Threading: the HTTP thread.
 *
 * @see <a href="https://prometheus.io/docs/practices/naming/">Metric naming</a>
 */
final class MetricsPage {
  private final ExpositionFormatWriter prometheus = PrometheusTextFormatWriter.create();
  private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
  private final AgentStatus status;
  private final Checks checks;

  MetricsPage(AgentStatus status, Checks checks) {
    this.status = status;
    this.checks = checks;
  }

  /** By the Accept header: OpenMetrics where it is asked for, the older text format otherwise. */
  String contentType(String accept) {
    return writer(accept).getContentType();
  }

  HttpReply page(String accept) {
    ExpositionFormatWriter writer = writer(accept);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 << 10);
    try {
      writer.write(bytes, new MetricSnapshots(metrics()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HttpReply.of(200, writer.getContentType(), bytes.toByteArray());
  }

  private ExpositionFormatWriter writer(String accept) {
    return openMetrics.accepts(accept) ? openMetrics : prometheus;
  }

  private List<MetricSnapshot> metrics() {
    AgentSnapshot now = status.snapshot();
    List<MetricSnapshot> metrics = new ArrayList<>();
    metrics.addAll(LogMetrics.of(now.logs()));
    metrics.addAll(SourceMetrics.of(now.sources()));
    metrics.addAll(DeliveryMetrics.of(now, status.telemetries()));
    metrics.addAll(AgentMetrics.of(now, checks.heartbeatSeconds(), ProcessUsage.now()));
    return metrics;
  }
}
