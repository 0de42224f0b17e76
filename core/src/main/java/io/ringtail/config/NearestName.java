package io.ringtail.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
final class NearestName {

  private NearestName() {}

  /** The nearest candidate by Levenshtein distance; null where none is near. */
  static @Nullable String of(String name, Collection<String> candidates) {
    String nearest = null;
    // A third of the letters wrong is a different word.
    int best = Math.max(1, Math.min(4, name.length() / 3)) + 1;
    for (String candidate : candidates) {
      int distance = distance(name, candidate);
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

  private static int distance(String a, String b) {
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
