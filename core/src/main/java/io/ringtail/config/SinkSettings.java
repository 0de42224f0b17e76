package io.ringtail.config;

import io.ringtail.config.Option.Scope;
import io.ringtail.metadata.Surroundings;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was set of the options of {@link Scope#SINK}, for the sink that they are meant for.
 *
 * <p>Equal settings make equal sinks. Threading: safe.
 */
public final class SinkSettings {
  /** Nothing is set. */
  public static final SinkSettings NONE = new SinkSettings(Map.of(), List.of());

  private final Map<Option, Setting> settings;
  private final List<String> placeholders;

  private SinkSettings(Map<Option, Setting> settings, Collection<String> placeholders) {
    this.settings = settings;
    this.placeholders = List.copyOf(placeholders);
  }

  /**
   * Environment before system property before file.
   *
   * @param file by {@link Option#xmlName()}
   */
  public static SinkSettings of(Surroundings surroundings, Map<String, String> file) {
    return of(new Settings(surroundings, file, Option::xmlName), List.of());
  }

  /**
   * The same for the node agent.
   *
   * @param file by {@link Option#yamlName()}
   * @param placeholders legal in templates beside those of RINGTAIL_LOG_GROUP
   */
  public static SinkSettings ofYaml(
      Surroundings surroundings, Map<String, String> file, Collection<String> placeholders) {
    return of(new Settings(surroundings, file, Option::yamlName), placeholders);
  }

  static SinkSettings of(Settings all, Collection<String> placeholders) {
    Map<Option, Setting> settings = new EnumMap<>(Option.class);
    for (Option option : Option.values()) {
      Setting setting = option.scope() == Scope.SINK ? all.find(option) : null;
      if (setting != null) {
        settings.put(option, setting);
      }
    }
    return new SinkSettings(settings, placeholders);
  }

  /**
   * Reads option by option, with a list of its own of what is wrong. A sink reads all of its
   * options in one place, which both its `check` and its `open` call.
   */
  public OptionReader reader() {
    return new OptionReader(settings::get, placeholders);
  }

  /** The text that was set, trimmed; null where there is none, or none that can be used. */
  public @Nullable String text(Option option) {
    return reader().text(option);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SinkSettings that
        && that.settings.equals(settings)
        && that.placeholders.equals(placeholders);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }

  /** Names only: a value may be a secret. */
  @Override
  public String toString() {
    return "SinkSettings" + settings.keySet();
  }
}
