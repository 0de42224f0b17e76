package io.ringtail.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant; how words are joined does not matter. */
final class NearestName {

  /** Longer names are nobody's typing error. */
  private static final int MAX_CHARS = 64;

  private static final int MIN_CONTAINED_CHARS = 3;

  private NearestName() {}

  /** The nearest candidate by Levenshtein distance; null where none is near. */
  static @Nullable String of(String name, Collection<String> candidates) {
    String typed = letters(name);
    if (typed.isEmpty() || typed.length() > MAX_CHARS) {
      return null;
    }
    String nearest = null;
    // A third of the letters wrong is a different word.
    int best = Math.max(1, Math.min(4, typed.length() / 3)) + 1;
    for (String candidate : candidates) {
      int distance = distance(typed, letters(candidate));
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** {@code (did you mean X?)} with a leading space, or nothing. */
  static String hint(String name, Collection<String> candidates) {
    String nearest = of(name, candidates);
    return nearest == null ? "" : " (did you mean " + nearest + "?)";
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[._:-]", "");
  }

  private static int distance(String a, String b) {
    // GROUP for LOG_GROUP, LINGER for LINGER_MS, podName for pod: a word too few or too many.
    return !a.equals(b) && isPart(a, b) ? 1 : levenshtein(a, b);
  }

  private static boolean isPart(String a, String b) {
    String part = a.length() < b.length() ? a : b;
    String whole = a.length() < b.length() ? b : a;
    return part.length() >= MIN_CONTAINED_CHARS && (whole.startsWith(part) || whole.endsWith(part));
  }

  private static int levenshtein(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitute, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
