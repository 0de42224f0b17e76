package io.ringtail.console.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into the words by which it is found: runs of letters, digits and {@code _} in lower
 * case; each ideograph is a word of its own. A run of more than {@link #MAX_CHARS} is cut there.
 *
 * <p>Threading: one thread.
 */
public final class Words {
  /** Keeps a blob without spaces within what an index takes as one term. */
  public static final int MAX_CHARS = 128;

  private final char[] word = new char[MAX_CHARS + 1];
  private CharSequence text = "";
  private int at;
  private int length;

  /** The words of {@code text}, in order. */
  public static List<String> of(CharSequence text) {
    Words words = new Words();
    words.reset(text);
    List<String> found = new ArrayList<>();
    while (words.next()) {
      found.add(new String(words.word, 0, words.length));
    }
    return found;
  }

  /** Whether {@code folded}, in lower case, is one word and nothing else. */
  public static boolean isOne(String folded) {
    if (folded.isEmpty() || folded.length() > MAX_CHARS) {
      return false;
    }
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      // Other alphabets have words that look different in the index.
      if (c >= 0x80 || ASCII[c] == 0) {
        return false;
      }
    }
    return true;
  }

  /** Begins with another text. */
  public void reset(CharSequence next) {
    text = next;
    at = 0;
  }

  /** Goes to the next word; false at the end. */
  public boolean next() {
    length = 0;
    int end = text.length();
    while (at < end) {
      char c = text.charAt(at);
      if (c < 0x80) {
        char folded = ASCII[c];
        if (folded != 0) {
          word[length++] = folded;
          at++;
          if (length == MAX_CHARS) {
            return true;
          }
        } else if (length > 0) {
          return true;
        } else {
          at++;
        }
      } else if (takeWide()) {
        return true;
      }
    }
    return length > 0;
  }

  /** The characters of the present word are the first {@link #length()} of these. */
  public char[] chars() {
    return word;
  }

  public int length() {
    return length;
  }

  /** Returns whether a word is complete. */
  private boolean takeWide() {
    int codePoint = Character.codePointAt(text, at);
    int size = Character.charCount(codePoint);
    if (Character.isIdeographic(codePoint)) {
      if (length == 0) {
        length = Character.toChars(codePoint, word, 0);
        at += size;
      }
      return true;
    }
    if (!isPart(codePoint)) {
      at += size;
      return length > 0;
    }
    if (length + size > MAX_CHARS) {
      return true;
    }
    length += Character.toChars(Fold.lower(codePoint), word, length);
    at += size;
    return length >= MAX_CHARS;
  }

  private static boolean isPart(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.NON_SPACING_MARK
        || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
  }

  /** The folded character, or 0 where it separates words. */
  private static final char[] ASCII = ascii();

  private static char[] ascii() {
    char[] table = new char[0x80];
    for (char c = 0; c < 0x80; c++) {
      if (c == '_' || Character.isLetterOrDigit(c)) {
        table[c] = Character.toLowerCase(c);
      }
    }
    return table;
  }
}
