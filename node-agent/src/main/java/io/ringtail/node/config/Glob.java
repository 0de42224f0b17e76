package io.ringtail.node.config;

/**
 * Globs of names: {@code *} stands for any characters, {@code ?} for one. Those of paths are {@link
 * PathGlob}.
 */
public final class Glob {
  private Glob() {}

  /** Whether all of {@code name} matches. Allocates: none. */
  public static boolean matches(String glob, String name) {
    int g = 0;
    int n = 0;
    int star = -1;
    int afterStar = 0;
    while (n < name.length()) {
      char wanted = g < glob.length() ? glob.charAt(g) : 0;
      if (g < glob.length() && wanted == '*') {
        star = g++;
        afterStar = n;
      } else if (g < glob.length() && (wanted == '?' || wanted == name.charAt(n))) {
        g++;
        n++;
      } else if (star >= 0) {
        // The last star takes one more.
        g = star + 1;
        n = ++afterStar;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }
}
