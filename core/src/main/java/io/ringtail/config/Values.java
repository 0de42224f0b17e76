package io.ringtail.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the texts of options that are switches, numbers, names and paths. Nothing here throws. */
public final class Values {

  /** Those that PutRetentionPolicy of CloudWatch Logs accepts. */
  private static final List<Integer> RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private Values() {}

  public static Parsed<Boolean> bool(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> Parsed.good(true);
      case "false", "no", "off", "0" -> Parsed.good(false);
      default -> Parsed.bad("legal are true and false");
    };
  }

  public static <E extends Enum<E>> Parsed<E> oneOf(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text.strip())) {
        return Parsed.good(constant);
      }
    }
    List<String> legal =
        Stream.of(type.getEnumConstants()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    return Parsed.bad(
        "legal are " + String.join(", ", legal) + NearestName.hint(text.strip(), legal));
  }

  public static Parsed<Long> millis(String text, long max) {
    try {
      long millis = Long.parseLong(text.strip());
      if (millis >= 0 && millis <= max) {
        return Parsed.good(millis);
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    return Parsed.bad("legal is a whole number of milliseconds from 0 to " + max);
  }

  public static Parsed<Long> wholeNumber(String text, long min, long max) {
    try {
      long number = Long.parseLong(text.strip());
      if (number >= min && number <= max) {
        return Parsed.good(number);
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    return Parsed.bad("legal is a whole number from " + min + " to " + max);
  }

  public static Parsed<Integer> retentionDays(String text) {
    try {
      int days = Integer.parseInt(text.strip());
      if (RETENTION_DAYS.contains(days)) {
        return Parsed.good(days);
      }
    } catch (NumberFormatException e) {
      // Told below, as a number that is not in the list is.
    }
    String legal = RETENTION_DAYS.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return Parsed.bad("legal numbers of days are " + legal);
  }

  public static Parsed<String> sink(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    return name.isEmpty() ? Parsed.bad("blank; legal is the name of a sink") : Parsed.good(name);
  }

  /** Names of sinks: {@code cloudwatch,s3}. */
  public static Parsed<List<String>> sinks(String text) {
    // A loop, not a stream: this runs while a program starts.
    List<String> names = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String name = part.strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty() && !names.contains(name)) {
        names.add(name);
      }
    }
    return names.isEmpty()
        ? Parsed.bad("blank; legal is the name of a sink, or several with commas between them")
        : Parsed.good(List.copyOf(names));
  }

  public static Parsed<Path> directory(String text) {
    try {
      return Parsed.good(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      return Parsed.bad("legal is the path of a directory");
    }
  }

  public static Parsed<NameTemplate> template(String text) {
    return template(text, List.of());
  }

  /**
   * @param more placeholders of the caller's own
   */
  static Parsed<NameTemplate> template(String text, Collection<String> more) {
    NameTemplate.Parsed parsed = NameTemplate.parse(text.strip(), more);
    return new Parsed<>(parsed.template(), parsed.problems(), null);
  }

  public static Parsed<LevelRules> levels(String text) {
    LevelRules.Parsed parsed = LevelRules.parse(text);
    return parsed.problems().isEmpty()
        ? Parsed.good(parsed.rules())
        : Parsed.mended(parsed.rules(), parsed.problems(), "now in force: " + parsed.rules());
  }
}
