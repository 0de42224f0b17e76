package io.ringtail.config;

import io.ringtail.config.ConfigProblem.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one option after the other and keeps what was wrong; a wrong value is replaced by the
 * default.
 *
 * <p>What is not set costs nothing but the look: no parser is linked for it, since this runs while
 * a program starts. Threading: one thread.
 */
public final class OptionReader {
  private final Function<Option, @Nullable Setting> settings;
  private final Collection<String> placeholders;
  private final List<ConfigProblem> problems = new ArrayList<>();

  /**
   * @param placeholders legal in templates beside those of RINGTAIL_LOG_GROUP
   */
  OptionReader(Function<Option, @Nullable Setting> settings, Collection<String> placeholders) {
    this.settings = settings;
    this.placeholders = placeholders;
  }

  /** Everything that was wrong with what has been read so far. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  /** Null where the option is not set, or where something in it is not resolved, which is told. */
  public @Nullable String text(Option option) {
    String text = text(option, "ignored", false);
    return text == null ? null : text.strip();
  }

  /**
   * An option without which nothing can be sent; null where it is missing, which is told.
   *
   * @param outcome what happens without it
   */
  public @Nullable String required(Option option, String outcome) {
    Setting setting = settings.apply(option);
    if (setting == null) {
      problems.add(
          new ConfigProblem(
              option.env(), Source.NOWHERE, null, "missing: " + option.description(), outcome));
      return null;
    }
    String text = text(option, outcome, false);
    return text == null ? null : text.strip();
  }

  /**
   * The same for a name; null where it is missing or wrong, which is told.
   *
   * @param outcome what happens without it
   */
  public @Nullable NameTemplate requiredTemplate(Option option, String outcome) {
    if (settings.apply(option) == null) {
      required(option, outcome);
      return null;
    }
    String text = text(option, outcome, true);
    return text == null ? null : settled(option, Values.template(text, placeholders), outcome);
  }

  /**
   * Whatever {@code parse} reads; null where it is not set or wrong, which is told.
   *
   * @param otherwise what happens then
   */
  public <T> @Nullable T value(Option option, Function<String, Parsed<T>> parse, String otherwise) {
    String text = text(option, otherwise, false);
    return text == null ? null : settled(option, parse.apply(text), otherwise);
  }

  public boolean bool(Option option, boolean fallback) {
    String text = textOrDefault(option, false);
    return text == null ? fallback : orDefault(option, Values.bool(text), fallback);
  }

  /** Milliseconds from 0 to {@code max}; the default is the option's text. */
  public long millis(Option option, long max) {
    long fallback = Long.parseLong(option.defaultText());
    String text = textOrDefault(option, false);
    return text == null ? fallback : orDefault(option, Values.millis(text, max), fallback);
  }

  /** A number from {@code min} to {@code max}; the default is the option's text. */
  public long wholeNumber(Option option, long min, long max) {
    long fallback = Long.parseLong(option.defaultText());
    String text = textOrDefault(option, false);
    return text == null
        ? fallback
        : orDefault(option, Values.wholeNumber(text, min, max), fallback);
  }

  public <E extends Enum<E>> E oneOf(Option option, Class<E> type, E fallback) {
    String text = textOrDefault(option, false);
    return text == null ? fallback : orDefault(option, Values.oneOf(type, text), fallback);
  }

  public NameTemplate template(Option option, NameTemplate fallback) {
    String text = textOrDefault(option, true);
    return text == null
        ? fallback
        : orDefault(option, Values.template(text, placeholders), fallback);
  }

  /**
   * The same where there is more to be wrong.
   *
   * @param problemOf what is wrong with a text, null for nothing
   */
  public NameTemplate template(
      Option option, NameTemplate fallback, Function<String, @Nullable String> problemOf) {
    String text = textOrDefault(option, true);
    if (text == null) {
      return fallback;
    }
    String problem = problemOf.apply(text);
    return orDefault(
        option,
        problem == null ? Values.template(text, placeholders) : Parsed.bad(problem),
        fallback);
  }

  public Path directory(Option option) {
    Path fallback = Path.of(option.defaultText());
    String text = textOrDefault(option, false);
    return text == null ? fallback : orDefault(option, Values.directory(text), fallback);
  }

  /**
   * Bytes within {@code min} and {@code max}; a size out of bounds is mended to the nearest bound.
   */
  public long bytes(Option option, long min, long max, long fallback) {
    String otherwise = "using the default of " + fallback + " bytes";
    String text = text(option, otherwise, false);
    Long bytes = text == null ? null : settled(option, ByteSize.parse(text, min, max), otherwise);
    return bytes == null ? fallback : bytes;
  }

  List<String> sinks(Option option) {
    List<String> fallback = List.of(option.defaultText());
    String text = textOrDefault(option, false);
    return text == null ? fallback : orDefault(option, Values.sinks(text), fallback);
  }

  LevelRules levels(Option option) {
    String text = textOrDefault(option, false);
    return text == null ? LevelRules.ALL : orDefault(option, Values.levels(text), LevelRules.ALL);
  }

  @Nullable Integer retentionDays(Option option) {
    String otherwise = "setting no retention";
    String text = text(option, otherwise, false);
    return text == null ? null : settled(option, Values.retentionDays(text), otherwise);
  }

  /** Tells that an option is set that has no effect. */
  void refuse(Option option, String why) {
    Setting setting = settings.apply(option);
    if (setting != null) {
      problems.add(setting.problem(why, "ignored"));
    }
  }

  private @Nullable String textOrDefault(Option option, boolean isTemplate) {
    return text(option, usingDefault(option), isTemplate);
  }

  private @Nullable String text(Option option, String otherwise, boolean isTemplate) {
    Setting setting = settings.apply(option);
    if (setting == null) {
      return null;
    }
    Leftovers leftovers = Leftovers.in(setting, isTemplate);
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
    Setting setting = settings.apply(option);
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
