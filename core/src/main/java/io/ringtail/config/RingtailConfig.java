package io.ringtail.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of the in-process side. Equal configurations may share one pipeline.
 *
 * @param enabled false: do nothing at all
 * @param sinks the destinations' names in lower case, at least one, each once; whether they exist
 *     is not checked here
 * @param sinkSettings the sinks' own options
 * @param logGroup the template of the log group's name
 * @param logStream the template of the log stream's name
 * @param create whether to create a missing log group and log stream
 * @param retentionDays for a log group that we create; null: never expires
 * @param format the layout of the JSON
 * @param metadata how much pod metadata goes with each event
 * @param levels which events are shipped
 * @param overflow what a full ring does
 * @param blockMillis the longest that a caller waits where the policy lets it wait
 * @param bufferBytes what ring, batches and sends may hold together
 * @param lingerMillis the longest that an event waits for company
 * @param shutdownMillis the drain deadline
 * @param podinfoDir where the Downward API volume is mounted
 * @param deadLetters where records are kept that a sink refuses for good; null: nowhere
 * @param deadLetterBytes what they may take of a directory
 * @param callerData whether to send class, method and line of the caller
 */
public record RingtailConfig(
    boolean enabled,
    List<String> sinks,
    SinkSettings sinkSettings,
    NameTemplate logGroup,
    NameTemplate logStream,
    boolean create,
    @Nullable Integer retentionDays,
    Format format,
    MetadataMode metadata,
    LevelRules levels,
    OverflowPolicy overflow,
    long blockMillis,
    long bufferBytes,
    long lingerMillis,
    long shutdownMillis,
    Path podinfoDir,
    @Nullable DeadLetterPlace deadLetters,
    long deadLetterBytes,
    boolean callerData) {

  public RingtailConfig {
    sinks = List.copyOf(sinks);
  }

  /** Where events go, as RINGTAIL_LOG_GROUP and RINGTAIL_LOG_STREAM have it. */
  public DestinationNames names() {
    return new DestinationNames(logGroup, logStream);
  }
}
