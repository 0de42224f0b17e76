package io.ringtail.node.kubernetes;

import io.ringtail.node.config.Selector;
import io.ringtail.node.config.TransformConfig;
import io.ringtail.node.config.TransformConfig.RateLimit;
import io.ringtail.node.config.TransformConfig.Redact;
import io.ringtail.node.config.TransformConfig.Sample;
import io.ringtail.node.config.TransformConfig.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of annotations to what they mean. Each throws where it means nothing. */
final class DirectiveValues {
  private static final Pattern RATE = Pattern.compile("([0-9]{1,9})/(s|m|h)");
  private static final Pattern SAMPLE = Pattern.compile("1/([1-9][0-9]{0,8})");
  private static final String REPLACEMENT = "****";

  private DirectiveValues() {}

  /** The same words as Fluent Bit. */
  static boolean bool(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalDirectiveException("true or false, in quotes");
    };
  }

  /** So many at once, and so many in each period on average. */
  static TransformConfig rateLimit(String value) {
    Matcher rate = RATE.matcher(value);
    if (!rate.matches() || Long.parseLong(rate.group(1)) == 0) {
      throw new IllegalDirectiveException(
          "a number of entries per second, minute or hour: \"100/s\", \"6000/m\", \"10000/h\"");
    }
    long entries = Long.parseLong(rate.group(1));
    double seconds =
        switch (rate.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          default -> 3_600;
        };
    return new RateLimit(Selector.ALL, entries / seconds, entries, Scope.POD);
  }

  static TransformConfig sample(String value) {
    Matcher sample = SAMPLE.matcher(value);
    if (!sample.matches()) {
      throw new IllegalDirectiveException("one in so many entries: \"1/10\"");
    }
    return new Sample(Selector.ALL, Integer.parseInt(sample.group(1)));
  }

  static TransformConfig redact(List<String> builtIn) {
    return new Redact(Selector.ALL, builtIn, List.of(), REPLACEMENT);
  }

  /** For an error message: `: a, b, c`. */
  static String listed(Set<String> names) {
    return names.isEmpty() ? "; there is none" : ": " + String.join(", ", new TreeSet<>(names));
  }
}
