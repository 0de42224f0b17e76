package io.ringtail.config;

import io.ringtail.config.ConfigProblem.Source;
import io.ringtail.metadata.Surroundings;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what was set: environment before system property before file. */
final class Settings {

  private final Surroundings surroundings;
  private final Map<String, String> file;
  private final Function<Option, String> fileSpelling;
  private final boolean hasProperties;

  /**
   * @param fileSpelling the name that an option has in the file
   */
  Settings(
      Surroundings surroundings, Map<String, String> file, Function<Option, String> fileSpelling) {
    this.surroundings = surroundings;
    this.file = file;
    this.fileSpelling = fileSpelling;
    this.hasProperties = hasProperties(surroundings);
  }

  // Asked once, so that the spellings of sixty options need not be made: this runs while a program
  // starts.
  private static boolean hasProperties(Surroundings surroundings) {
    for (String name : surroundings.properties().keySet()) {
      if (name.startsWith(Option.PROPERTY_PREFIX)) {
        return true;
      }
    }
    return false;
  }

  /** The strongest setting; null where there is none. An empty value is none. */
  @Nullable Setting find(Option option) {
    Setting setting = setting(option, option.env(), Source.ENVIRONMENT, surroundings.env());
    if (setting == null && hasProperties) {
      setting =
          setting(option, option.property(), Source.SYSTEM_PROPERTY, surroundings.properties());
    }
    return setting == null && !file.isEmpty()
        ? setting(option, fileSpelling.apply(option), Source.FILE, file)
        : setting;
  }

  private static @Nullable Setting setting(
      Option option, String name, Source source, Map<String, String> values) {
    String value = values.get(name);
    return value == null || value.isEmpty()
        ? null
        : new Setting(name, source, value, option.isSecret());
  }
}
