package io.ringtail.config;

import io.ringtail.metadata.Surroundings;
import java.util.List;
import java.util.Map;

/**
 * Reads the configuration of the in-process side: environment before system property before file
 * before default. Nothing here throws: a wrong value is told and replaced by the default.
 */
public final class ConfigReader {

  private static final long MAX_MILLIS = 600_000;

  /** Of refused records that are kept; a record has up to 1 MiB, and there are 8 files. */
  private static final long DEAD_LETTER_MIN_BYTES = 1L << 20;

  private static final long DEAD_LETTER_MAX_BYTES = 1L << 40;
  private static final long DEAD_LETTER_BYTES = 64L << 20;

  /** The only one that keeps on disk what it has taken. */
  private static final String SPOOLING_SINK = "s3";

  private ConfigReader() {}

  /**
   * Reads all options.
   *
   * @param file the values of a configuration file by {@link Option#xmlName()}; empty where there
   *     is none
   */
  public static ConfigReading read(Surroundings surroundings, Map<String, String> file) {
    Settings settings = new Settings(surroundings, file, Option::xmlName);
    OptionReader options = new OptionReader(settings::find, List.of());
    RingtailConfig config = read(options, surroundings, SinkSettings.of(settings, List.of()));
    boolean keepsLetters =
        config.deadLetters() instanceof DeadLetterPlace.InSink place
            && place.sink().equals(SPOOLING_SINK);
    if (!config.sinks().contains(SPOOLING_SINK) && !keepsLetters) {
      options.refuse(Option.SPOOL_DIR, "only the sink " + SPOOLING_SINK + " has a use for it");
    }
    options.problems().addAll(UnknownNames.in(surroundings, file));
    return new ConfigReading(config, options.problems());
  }

  /**
   * One option alone, for those who cannot wait for the others; what is wrong {@link #read} tells.
   */
  public static OverflowPolicy overflow(Surroundings surroundings, Map<String, String> file) {
    return overflow(
        new OptionReader(new Settings(surroundings, file, Option::xmlName)::find, List.of()));
  }

  private static OverflowPolicy overflow(OptionReader options) {
    return options.oneOf(Option.OVERFLOW, OverflowPolicy.class, OverflowPolicy.SHED);
  }

  private static RingtailConfig read(
      OptionReader options, Surroundings surroundings, SinkSettings sinkSettings) {
    return new RingtailConfig(
        options.bool(Option.ENABLED, true),
        options.sinks(Option.SINK),
        sinkSettings,
        options.template(Option.LOG_GROUP, NameTemplate.DEFAULT_GROUP),
        options.template(Option.LOG_STREAM, NameTemplate.DEFAULT_STREAM),
        options.bool(Option.CREATE, true),
        options.retentionDays(Option.RETENTION_DAYS),
        options.oneOf(Option.FORMAT, Format.class, Format.RINGTAIL),
        options.oneOf(Option.METADATA, MetadataMode.class, MetadataMode.LEAN),
        options.levels(Option.LEVEL),
        overflow(options),
        options.millis(Option.BLOCK_MS, MAX_MILLIS),
        options.bytes(
            Option.BUFFER_BYTES,
            BufferSize.MIN_BYTES,
            BufferSize.MAX_BYTES,
            BufferSize.defaultBytes(surroundings.maxHeapBytes())),
        options.millis(Option.LINGER_MS, MAX_MILLIS),
        options.millis(Option.SHUTDOWN_MS, MAX_MILLIS),
        options.directory(Option.PODINFO_DIR),
        options.value(Option.DEAD_LETTER_DIR, DeadLetterPlace::parse, "keeping none"),
        options.bytes(
            Option.DEAD_LETTER_BYTES,
            DEAD_LETTER_MIN_BYTES,
            DEAD_LETTER_MAX_BYTES,
            DEAD_LETTER_BYTES),
        options.bool(Option.CALLER_DATA, false));
  }
}
