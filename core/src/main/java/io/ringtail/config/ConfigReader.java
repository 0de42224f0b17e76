package io.ringtail.config;

import io.ringtail.metadata.Surroundings;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads the configuration of the in-process side: environment before system property before file
 * before default. Nothing here throws: a wrong value is told and replaced by the default.
 */
public final class ConfigReader {

  private static final long MAX_MILLIS = 600_000;

  private ConfigReader() {}

  /**
   * Reads all options.
   *
   * @param file the values of a configuration file by {@link Option#xmlName()}; empty where there
   *     is none
   */
  public static ConfigReading read(Surroundings surroundings, Map<String, String> file) {
    OptionReader options = new OptionReader(new Settings(surroundings, file));
    RingtailConfig config = read(options, surroundings);
    options.refuse(Option.SPOOL_DIR, "not supported by this version");
    options.problems().addAll(UnknownNames.in(surroundings, file));
    return new ConfigReading(config, options.problems());
  }

  private static RingtailConfig read(OptionReader options, Surroundings surroundings) {
    return new RingtailConfig(
        options.read(Option.ENABLED, Values::bool, true),
        options.read(Option.SINK, Values::sink, Option.SINK.defaultText()),
        options.read(Option.LOG_GROUP, Values::template, NameTemplate.DEFAULT_GROUP),
        options.read(Option.LOG_STREAM, Values::template, NameTemplate.DEFAULT_STREAM),
        options.read(Option.CREATE, Values::bool, true),
        options.readOrNull(Option.RETENTION_DAYS, Values::retentionDays, "setting no retention"),
        options.read(Option.FORMAT, text -> Values.oneOf(Format.class, text), Format.RINGTAIL),
        options.read(
            Option.METADATA, text -> Values.oneOf(MetadataMode.class, text), MetadataMode.LEAN),
        options.read(Option.LEVEL, Values::levels, LevelRules.ALL),
        options.read(
            Option.OVERFLOW, text -> Values.oneOf(OverflowPolicy.class, text), OverflowPolicy.SHED),
        millis(options, Option.BLOCK_MS),
        bufferBytes(options, surroundings),
        millis(options, Option.LINGER_MS),
        millis(options, Option.SHUTDOWN_MS),
        options.read(
            Option.PODINFO_DIR, Values::directory, Path.of(Option.PODINFO_DIR.defaultText())),
        options.read(Option.CALLER_DATA, Values::bool, false));
  }

  private static long millis(OptionReader options, Option option) {
    long fallback = Long.parseLong(option.defaultText());
    return options.read(option, text -> Values.millis(text, MAX_MILLIS), fallback);
  }

  private static long bufferBytes(OptionReader options, Surroundings surroundings) {
    long fallback = BufferSize.defaultBytes(surroundings.maxHeapBytes());
    Long bytes =
        options.readOrNull(
            Option.BUFFER_BYTES, BufferSize::parse, "using the default of " + fallback + " bytes");
    return bytes == null ? fallback : bytes;
  }
}
