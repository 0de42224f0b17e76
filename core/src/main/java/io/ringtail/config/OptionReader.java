package io.ringtail.config;

import io.ringtail.config.ConfigProblem.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one option after the other and keeps what was wrong. */
final class OptionReader {

  private static final Pattern BRACES = Pattern.compile("\\$\\{[^}]*}?");
  private static final Pattern PARENTHESES = Pattern.compile("\\$\\([A-Za-z_][A-Za-z0-9_.-]*\\)");

  private final Settings settings;
  private final List<ConfigProblem> problems = new ArrayList<>();

  OptionReader(Settings settings) {
    this.settings = settings;
  }

  List<ConfigProblem> problems() {
    return problems;
  }

  <T> T read(Option option, Function<String, Parsed<T>> parser, T fallback) {
    T value = readOrNull(option, parser, "using the default " + option.defaultText());
    return value == null ? fallback : value;
  }

  /**
   * Null where the option is not set or is wrong.
   *
   * @param otherwise what happens where it is wrong
   */
  <T> @Nullable T readOrNull(Option option, Function<String, Parsed<T>> parser, String otherwise) {
    Setting setting = settings.find(option);
    if (setting == null) {
      return null;
    }
    List<String> unresolved = new ArrayList<>();
    String text = resolved(option, setting, unresolved);
    if (!unresolved.isEmpty()) {
      problems.add(setting.problem(String.join("; ", unresolved), otherwise));
      return null;
    }
    Parsed<T> parsed = parser.apply(text);
    if (!parsed.wrong().isEmpty()) {
      String outcome = parsed.outcome();
      problems.add(
          setting.problem(
              String.join("; ", parsed.wrong()), outcome == null ? otherwise : outcome));
    }
    return parsed.value();
  }

  /** Tells that an option is set that has no effect. */
  void refuse(Option option, String why) {
    Setting setting = settings.find(option);
    if (setting != null) {
      problems.add(setting.problem(why, "ignored"));
    }
  }

  /** The value with our placeholders back in it; variables that nobody replaced are told. */
  private static String resolved(Option option, Setting setting, List<String> unresolved) {
    String text = setting.value();
    if (setting.source() == Source.FILE) {
      LogbackLeftover leftover = LogbackLeftover.of(text);
      text = leftover.text();
      for (String name : leftover.undefined()) {
        unresolved.add("Logback knows no value for ${" + name + "}");
      }
    }
    boolean isTemplate = option == Option.LOG_GROUP || option == Option.LOG_STREAM;
    Matcher braces = BRACES.matcher(text);
    while (!isTemplate && braces.find()) {
      unresolved.add("nothing has replaced " + braces.group());
    }
    // Kubernetes leaves $(NAME) as it is where NAME is not defined before it.
    Matcher parentheses = PARENTHESES.matcher(text);
    while (parentheses.find()) {
      unresolved.add("Kubernetes has not replaced " + parentheses.group());
    }
    return text;
  }
}
