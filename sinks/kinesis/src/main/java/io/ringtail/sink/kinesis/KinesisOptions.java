package io.ringtail.sink.kinesis;

import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.NameTemplate;
import io.ringtail.config.Option;
import io.ringtail.config.OptionReader;
import io.ringtail.config.SinkSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RINGTAIL_KINESIS_*.
 *
 * @param stream null where it is missing or wrong: nothing can be sent then
 * @param partitionKey null: records are spread evenly over all shards
 * @param aggregate whether many records become one, as the KPL does it
 * @param problems what is wrong
 */
record KinesisOptions(
    @Nullable NameTemplate stream,
    @Nullable NameTemplate partitionKey,
    boolean aggregate,
    List<ConfigProblem> problems) {
  private static final NameTemplate SPREAD = NameTemplate.of("spread");

  static KinesisOptions read(SinkSettings settings) {
    OptionReader reader = settings.reader();
    NameTemplate stream =
        reader.requiredTemplate(Option.KINESIS_STREAM, "nothing is sent to Kinesis");
    NameTemplate key = reader.template(Option.KINESIS_PARTITION_KEY, SPREAD);
    boolean aggregate = reader.bool(Option.KINESIS_AGGREGATE, false);
    return new KinesisOptions(
        stream, key == SPREAD ? null : key, aggregate, List.copyOf(reader.problems()));
  }

  /**
   * @param logs in place of what is missing, where nothing is sent anyway
   */
  DestinationNames names(DestinationNames logs) {
    return new DestinationNames(
        stream == null ? logs.group() : stream, partitionKey == null ? SPREAD : partitionKey);
  }
}
