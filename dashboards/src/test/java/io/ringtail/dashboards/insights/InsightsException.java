package io.ringtail.dashboards.insights;

/** A query that Logs Insights would not take, or that asks for what there is not. */
public final class InsightsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InsightsException(String message) {
    super(message);
  }
}
