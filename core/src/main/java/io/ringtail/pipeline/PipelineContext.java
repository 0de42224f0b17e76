package io.ringtail.pipeline;

import io.ringtail.metadata.Surroundings;
import io.ringtail.sink.JsonLines;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;

/**
 * What a pipeline needs from the process it lives in.
 *
 * @param surroundings environment and files
 * @param notices where we speak of ourselves
 * @param clock time
 * @param stdout where events go that the destination does not get
 */
public record PipelineContext(
    Surroundings surroundings, Notices notices, Clock clock, JsonLines stdout) {}
