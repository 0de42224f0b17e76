package io.ringtail.sink.firehose;

import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.NameTemplate;
import io.ringtail.config.Option;
import io.ringtail.config.OptionReader;
import io.ringtail.config.SinkSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RINGTAIL_FIREHOSE_*.
 *
 * @param stream null where it is missing or wrong: nothing can be sent then
 * @param concatenate whether many records become one
 * @param problems what is wrong
 */
record FirehoseOptions(
    @Nullable NameTemplate stream, boolean concatenate, List<ConfigProblem> problems) {
  private static final NameTemplate ALL = NameTemplate.of("all");

  static FirehoseOptions read(SinkSettings settings) {
    OptionReader reader = settings.reader();
    NameTemplate stream =
        reader.requiredTemplate(Option.FIREHOSE_STREAM, "nothing is sent to Firehose");
    boolean concatenate = reader.bool(Option.FIREHOSE_CONCATENATE, false);
    return new FirehoseOptions(stream, concatenate, List.copyOf(reader.problems()));
  }

  /**
   * @param logs in place of what is missing, where nothing is sent anyway
   */
  DestinationNames names(DestinationNames logs) {
    return new DestinationNames(stream == null ? logs.group() : stream, ALL);
  }
}
