package io.ringtail.pipeline;

import io.ringtail.metadata.Surroundings;
import io.ringtail.sink.ArchiveFactory;
import io.ringtail.sink.JsonLines;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.UnfailingNotices;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline needs from the process it lives in.
 *
 * @param surroundings environment and files
 * @param notices where we speak of ourselves
 * @param clock time
 * @param stdout where events go that the destination does not get
 * @param archive the sink that refused records are kept in; null: none
 */
public record PipelineContext(
    Surroundings surroundings,
    Notices notices,
    Clock clock,
    JsonLines stdout,
    @Nullable ArchiveFactory archive) {

  public PipelineContext {
    notices = UnfailingNotices.of(notices);
  }

  public PipelineContext(
      Surroundings surroundings, Notices notices, Clock clock, JsonLines stdout) {
    this(surroundings, notices, clock, stdout, null);
  }
}
