package io.ringtail.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the configuration.
 *
 * @param option the option as the user spelled it
 * @param source where it was found
 * @param value what it was set to; null where it must not be shown (it is not ours) or is long
 * @param wrong what is wrong and what would be legal
 * @param outcome what happens now
 */
public record ConfigProblem(
    String option, Source source, @Nullable String value, String wrong, String outcome) {

  private static final int MAX_VALUE_CHARS = 120;

  /** Where a value comes from, the strongest first. */
  public enum Source {
    ENVIRONMENT("environment"),
    SYSTEM_PROPERTY("system property"),
    FILE("configuration file"),
    /** The option is missing. */
    NOWHERE("not set");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public ConfigProblem {
    value = value == null ? null : printable(value);
  }

  /**
   * One line for people, for example {@code RINGTAIL_LINGER_MS="soon" (environment): not a whole
   * number from 0 to 600000; using the default 1000}.
   */
  public String message() {
    String shown = value == null ? "" : "=\"" + value + '"';
    return option + shown + " (" + source + "): " + wrong + "; " + outcome;
  }

  @Override
  public String toString() {
    return message();
  }

  /** What was typed, short and on one line. */
  public static String printable(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(MAX_VALUE_CHARS)
        .map(c -> Character.isISOControl(c) ? '\ufffd' : c)
        .forEach(shown::appendCodePoint);
    return value.codePointCount(0, value.length()) > MAX_VALUE_CHARS
        ? shown.append('…').toString()
        : shown.toString();
  }
}
