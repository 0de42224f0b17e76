package io.ringtail.node.record.transform;

import com.google.re2j.Pattern;

/** Addresses of e-mail, those with letters beyond ASCII too. */
final class EmailAddresses implements Secret {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?"
              + "(?:\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,}");

  @Override
  public boolean mayBeIn(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == '@') {
        return true;
      }
    }
    return false;
  }

  @Override
  public String replace(String text, String replacement) {
    return text.indexOf('@') < 0 ? text : PatternSecret.replace(ADDRESS, text, replacement);
  }
}
