package io.ringtail.sink;

import io.ringtail.config.RingtailConfig;
import io.ringtail.telemetry.Notices;

/**
 * What a sink may use.
 *
 * @param config the options, `create` and `retentionDays` among them
 * @param notices where it tells what people should know
 */
public record SinkContext(RingtailConfig config, Notices notices) {}
