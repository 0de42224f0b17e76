package io.ringtail.config;

import io.ringtail.config.ConfigProblem.Source;
import io.ringtail.metadata.Surroundings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what was set: environment before system property before file. */
final class Settings {

  private final Surroundings surroundings;
  private final Map<String, String> file;

  Settings(Surroundings surroundings, Map<String, String> file) {
    this.surroundings = surroundings;
    this.file = file;
  }

  /** The strongest setting; null where there is none. An empty value is none. */
  @Nullable Setting find(Option option) {
    Setting setting = setting(option.env(), Source.ENVIRONMENT, surroundings.env());
    if (setting == null) {
      setting = setting(option.property(), Source.SYSTEM_PROPERTY, surroundings.properties());
    }
    return setting == null ? setting(option.xmlName(), Source.FILE, file) : setting;
  }

  private static @Nullable Setting setting(String name, Source source, Map<String, String> values) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : new Setting(name, source, value);
  }
}
