package io.ringtail.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one option after the other and keeps what was wrong.
 *
 * <p>What is not set costs nothing but the look: no parser is linked for it, since this runs while
 * a program starts.
 */
final class OptionReader {
  private final Settings settings;
  private final List<ConfigProblem> problems = new ArrayList<>();

  OptionReader(Settings settings) {
    this.settings = settings;
  }

  List<ConfigProblem> problems() {
    return problems;
  }

  boolean bool(Option option, boolean fallback) {
    String text = text(option, usingDefault(option));
    return text == null ? fallback : orDefault(option, Values.bool(text), fallback);
  }

  long millis(Option option, long max) {
    long fallback = Long.parseLong(option.defaultText());
    String text = text(option, usingDefault(option));
    return text == null ? fallback : orDefault(option, Values.millis(text, max), fallback);
  }

  <E extends Enum<E>> E oneOf(Option option, Class<E> type, E fallback) {
    String text = text(option, usingDefault(option));
    return text == null ? fallback : orDefault(option, Values.oneOf(type, text), fallback);
  }

  NameTemplate template(Option option, NameTemplate fallback) {
    String text = text(option, usingDefault(option));
    return text == null ? fallback : orDefault(option, Values.template(text), fallback);
  }

  String sink(Option option) {
    String text = text(option, usingDefault(option));
    return text == null
        ? option.defaultText()
        : orDefault(option, Values.sink(text), option.defaultText());
  }

  LevelRules levels(Option option) {
    String text = text(option, usingDefault(option));
    return text == null ? LevelRules.ALL : orDefault(option, Values.levels(text), LevelRules.ALL);
  }

  Path directory(Option option) {
    Path fallback = Path.of(option.defaultText());
    String text = text(option, usingDefault(option));
    return text == null ? fallback : orDefault(option, Values.directory(text), fallback);
  }

  @Nullable Integer retentionDays(Option option) {
    String otherwise = "setting no retention";
    String text = text(option, otherwise);
    return text == null ? null : settled(option, Values.retentionDays(text), otherwise);
  }

  long bytes(Option option, long fallback) {
    String otherwise = "using the default of " + fallback + " bytes";
    String text = text(option, otherwise);
    Long bytes = text == null ? null : settled(option, BufferSize.parse(text), otherwise);
    return bytes == null ? fallback : bytes;
  }

  /** Tells that an option is set that has no effect. */
  void refuse(Option option, String why) {
    Setting setting = settings.find(option);
    if (setting != null) {
      problems.add(setting.problem(why, "ignored"));
    }
  }

  /** Null where the option is not set, or where something in it is not resolved, which is told. */
  private @Nullable String text(Option option, String otherwise) {
    Setting setting = settings.find(option);
    if (setting == null) {
      return null;
    }
    Leftovers leftovers = Leftovers.in(option, setting);
    if (!leftovers.unresolved().isEmpty()) {
      problems.add(setting.problem(String.join("; ", leftovers.unresolved()), otherwise));
      return null;
    }
    return leftovers.text();
  }

  private <T> T orDefault(Option option, Parsed<T> parsed, T fallback) {
    T value = settled(option, parsed, usingDefault(option));
    return value == null ? fallback : value;
  }

  /** The value, null where there is none; what is wrong is told. */
  private <T> @Nullable T settled(Option option, Parsed<T> parsed, String otherwise) {
    Setting setting = settings.find(option);
    if (setting != null && !parsed.wrong().isEmpty()) {
      String outcome = parsed.outcome() == null ? otherwise : parsed.outcome();
      problems.add(setting.problem(String.join("; ", parsed.wrong()), outcome));
    }
    return parsed.value();
  }

  private static String usingDefault(Option option) {
    return "using the default " + option.defaultText();
  }
}
