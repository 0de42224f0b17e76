package io.ringtail.console.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The levels of all frameworks in one spelling. */
final class Levels {
  private static final int MAX_CHARS = 16;

  private Levels() {}

  /** Null where the value is no level. */
  static @Nullable String normal(Leaf leaf) {
    if (leaf.kind() == Leaf.Kind.NUMBER) {
      return ofNumber((int) leaf.number());
    }
    String value = leaf.value();
    if (value.isEmpty() || value.length() > MAX_CHARS || leaf.kind() != Leaf.Kind.KEYWORD) {
      return null;
    }
    return switch (value) {
      case "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL" -> value;
      default -> spelled(value.toUpperCase(Locale.ROOT));
    };
  }

  private static String spelled(String value) {
    return switch (value) {
      case "WARNING" -> "WARN";
      case "ERR", "SEVERE" -> "ERROR";
      case "CRITICAL", "ALERT", "EMERG", "EMERGENCY", "PANIC" -> "FATAL";
      case "INFORMATION", "INFORMATIONAL", "NOTICE", "CONFIG" -> "INFO";
      case "FINE" -> "DEBUG";
      case "FINER", "FINEST" -> "TRACE";
      default -> value;
    };
  }

  /** As pino and bunyan number them. */
  private static @Nullable String ofNumber(int number) {
    return switch (number) {
      case 10 -> "TRACE";
      case 20 -> "DEBUG";
      case 30 -> "INFO";
      case 40 -> "WARN";
      case 50 -> "ERROR";
      case 60 -> "FATAL";
      default -> null;
    };
  }
}
