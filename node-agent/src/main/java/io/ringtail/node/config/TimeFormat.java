package io.ringtail.node.config;

import io.ringtail.config.Parsed;

/** Checks a format of strptime, with %L for the fraction of a second, as Fluent Bit has it. */
final class TimeFormat {
  private static final String DIRECTIVES = "YymbBhdejaAHkIlpMSLfuzZsntDFRT%";

  private TimeFormat() {}

  static Parsed<String> check(String text) {
    if (text.isBlank()) {
      return Parsed.bad("blank; legal is a format such as %Y-%m-%dT%H:%M:%S.%L%z");
    }
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 2)) {
      String directive = at + 1 < text.length() ? text.substring(at + 1, at + 2) : "";
      if (directive.isEmpty() || !DIRECTIVES.contains(directive)) {
        return Parsed.bad("%" + directive + " is not known; legal are % and one of " + DIRECTIVES);
      }
    }
    return Parsed.good(text);
  }
}
