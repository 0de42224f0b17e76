package io.ringtail.config;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant; how words are joined does not matter. */
public final class NearestName {

  /** Longer names are nobody's typing error. */
  private static final int MAX_CHARS = 64;

  private static final int MIN_CONTAINED_CHARS = 3;

  private NearestName() {}

  /** The nearest candidate by Levenshtein distance; null where none is near. */
  public static @Nullable String of(String name, Collection<String> candidates) {
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
  public static String hint(String name, Collection<String> candidates) {
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
    int[][] distance = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = distance[i - 1][j - 1] + substitution;
        best = Math.min(best, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        if (isSwap(a, i, b, j)) {
          best = Math.min(best, distance[i - 2][j - 2] + 1);
        }
        distance[i][j] = best;
      }
    }
    return distance[a.length()][b.length()];
  }

  /** Two letters in the wrong order are one error, not two. */
  private static boolean isSwap(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
