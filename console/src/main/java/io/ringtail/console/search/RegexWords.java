package io.ringtail.console.search;

import io.ringtail.console.event.Fold;
import io.ringtail.console.event.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * What each match of a regular expression has, as far as it is plain to see. Nothing is always
 * right.
 *
 * @param words that stand between two characters that are no letters or digits
 * @param prefixes with which a word begins, since such a character stands before them
 */
record RegexWords(List<String> words, List<String> prefixes) {
  private static final RegexWords NONE = new RegexWords(List.of(), List.of());

  /** A shorter one begins too many words. */
  private static final int MIN_PREFIX_CHARS = 2;

  boolean isEmpty() {
    return words.isEmpty() && prefixes.isEmpty();
  }

  static RegexWords of(String regex) {
    for (int i = 0; i < regex.length(); i++) {
      // Alternatives, groups (flags, too) and escapes of more than one character: not plain.
      if ("|()[]".indexOf(regex.charAt(i)) >= 0) {
        return NONE;
      }
    }
    RegexWords found = new RegexWords(new ArrayList<>(), new ArrayList<>());
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
      found.addInner(literal);
      literal.setLength(0);
      if (c == '{') {
        i = Math.max(i, regex.indexOf('}', i));
      } else if (c == '\\') {
        if (i + 1 < regex.length() && "pPxQ".indexOf(regex.charAt(i + 1)) >= 0) {
          return NONE;
        }
        i++;
      }
    }
    found.addInner(literal);
    return found;
  }

  private static boolean isPlain(char c) {
    return c < 0x80 && "\\^$.*+?{}".indexOf(c) < 0;
  }

  /** What stands at either end may be a part of a longer word. */
  private void addInner(StringBuilder literal) {
    int from = 0;
    int to = literal.length();
    while (from < to && isWord(literal.charAt(from))) {
      from++;
    }
    while (to > from && isWord(literal.charAt(to - 1))) {
      to--;
    }
    words.addAll(Words.of(literal.substring(from, to)));
    int rest = literal.length() - to;
    if (to > from && rest >= MIN_PREFIX_CHARS && rest <= Words.MAX_CHARS) {
      prefixes.add(Fold.lower(literal.substring(to)));
    }
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
