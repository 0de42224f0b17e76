package io.ringtail.node.http;

import io.ringtail.telemetry.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which page is where. Threading: the HTTP thread. */
final class Endpoints {
  private static final String INDEX =
      """
      Ringtail node agent %s

      /healthz     200 while the reading thread turns; what kubelet's liveness probe should ask
      /readyz      200 while logs get from this node to the destination; else 503, and why
      /metrics     for Prometheus, or OpenMetrics by the Accept header
      /coverage    per log: bytes written, read, acknowledged, lost (JSON; ?format=text for people)

      As Fluent Bit has them: /api/v1/health, /api/v1/metrics/prometheus
      """;

  private final AgentStatus status;
  private final Checks checks;
  private final MetricsPage metrics;
  private final CachedPages cached;

  Endpoints(AgentStatus status, Clock clock) {
    this.status = status;
    this.checks = new Checks(status, clock);
    this.metrics = new MetricsPage(status, checks);
    this.cached = new CachedPages(clock);
  }

  HttpReply answer(HttpRequest request) {
    HttpReply page = page(request);
    if (page == null) {
      return HttpReply.text(404, "there is no " + request.path() + " here; / says what there is\n");
    }
    if (!request.method().equals("GET") && !request.isHead()) {
      return HttpReply.text(405, request.path() + " can only be read (GET, HEAD)\n");
    }
    return page;
  }

  private @Nullable HttpReply page(HttpRequest request) {
    return switch (request.path()) {
      case "/" -> HttpReply.text(200, INDEX.formatted(status.snapshot().version()));
      case "/healthz" -> ChecksPage.of(checks.liveness());
      case "/readyz" -> ChecksPage.of(checks.readiness());
      case "/metrics", "/api/v1/metrics/prometheus", "/api/v2/metrics/prometheus" ->
          metrics(request.accept());
      case "/coverage" -> coverage(request.query());
      case "/api/v1/health" -> fluentBitHealth();
      default -> null;
    };
  }

  private HttpReply metrics(String accept) {
    String format = metrics.contentType(accept);
    return cached.get("metrics " + format, () -> metrics.page(accept));
  }

  private HttpReply coverage(String query) {
    boolean isText = List.of(query.split("&", -1)).contains("format=text");
    return isText
        ? cached.get("coverage text", () -> CoveragePage.text(status.snapshot().logs()))
        : cached.get("coverage json", () -> CoveragePage.json(status.snapshot().logs()));
  }

  /** Probes written for Fluent Bit ask here whether output works. */
  private HttpReply fluentBitHealth() {
    return checks.readiness().stream().anyMatch(Check::hasFailed)
        ? HttpReply.text(500, "error\n")
        : HttpReply.text(200, "ok\n");
  }
}
