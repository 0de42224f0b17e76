package io.ringtail.sink;

import io.ringtail.config.RingtailConfig;
import io.ringtail.config.SinkSettings;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.UnfailingNotices;
import org.jspecify.annotations.Nullable;

/**
 * What a sink may use.
 *
 * @param create whether to create what is missing: log group and log stream
 * @param retentionDays for a log group that it creates; null: never expires
 * @param settings the sink's own options
 * @param notices where it tells what people should know
 */
public record SinkContext(
    boolean create, @Nullable Integer retentionDays, SinkSettings settings, Notices notices) {
  public SinkContext {
    notices = UnfailingNotices.of(notices);
  }

  public static SinkContext of(RingtailConfig config, Notices notices) {
    return new SinkContext(config.create(), config.retentionDays(), config.sinkSettings(), notices);
  }
}
