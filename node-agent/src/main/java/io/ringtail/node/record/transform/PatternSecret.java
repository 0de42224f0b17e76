package io.ringtail.node.record.transform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * What a pattern finds: if it has groups, the first of them that matched, else all of it.
 *
 * @param pattern finds something in every text that holds such a secret
 */
record PatternSecret(Pattern pattern) implements Secret {
  @Override
  public boolean mayBeIn(byte[] text, int from, int to) {
    return true;
  }

  // `^` and `$` mean other places in a value than in the whole text.
  @Override
  public boolean dependsOnPlace() {
    return true;
  }

  @Override
  public String replace(String text, String replacement) {
    return replace(pattern, text, replacement);
  }

  static String replace(Pattern pattern, String text, String replacement) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    StringBuilder replaced = new StringBuilder(text.length());
    int copied = 0;
    do {
      int group = matchedGroup(matcher);
      int start = matcher.start(group);
      int end = matcher.end(group);
      // What is a replacement, or a part of one, stays.
      boolean replacedBefore =
          end - start <= replacement.length() && text.startsWith(replacement, start);
      if (end > start && !replacedBefore) {
        replaced.append(text, copied, start).append(replacement);
        copied = end;
      }
    } while (matcher.find());
    return copied == 0 ? text : replaced.append(text, copied, text.length()).toString();
  }

  private static int matchedGroup(Matcher matcher) {
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.start(group) >= 0) {
        return group;
      }
    }
    return 0;
  }
}
