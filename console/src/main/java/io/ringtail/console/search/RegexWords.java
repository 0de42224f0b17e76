package io.ringtail.console.search;

import io.ringtail.console.event.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The words that each match of a regular expression has, as far as they are plain to see: those
 * that stand between two characters that are no letters or digits. None is always right.
 */
final class RegexWords {
  private RegexWords() {}

  static List<String> of(String regex) {
    for (int i = 0; i < regex.length(); i++) {
      // Alternatives, groups (flags, too) and escapes of more than one character: not plain.
      if ("|()[]".indexOf(regex.charAt(i)) >= 0) {
        return List.of();
      }
    }
    List<String> found = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (isPlain(c)) {
        literal.append(c);
        continue;
      }
      if ("*?{+".indexOf(c) >= 0 && !literal.isEmpty()) {
        // The character before it need not be there.
        literal.setLength(literal.length() - 1);
      }
      addInner(literal, found);
      literal.setLength(0);
      if (c == '{') {
        i = Math.max(i, regex.indexOf('}', i));
      } else if (c == '\\') {
        if (i + 1 < regex.length() && "pPxQ".indexOf(regex.charAt(i + 1)) >= 0) {
          return List.of();
        }
        i++;
      }
    }
    addInner(literal, found);
    return found;
  }

  private static boolean isPlain(char c) {
    return c < 0x80 && "\\^$.*+?{}".indexOf(c) < 0;
  }

  /** Leaves out what may be the rest of a longer word, at both ends. */
  private static void addInner(StringBuilder literal, List<String> found) {
    int from = 0;
    int to = literal.length();
    while (from < to && isWord(literal.charAt(from))) {
      from++;
    }
    while (to > from && isWord(literal.charAt(to - 1))) {
      to--;
    }
    found.addAll(Words.of(literal.substring(from, to)));
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
