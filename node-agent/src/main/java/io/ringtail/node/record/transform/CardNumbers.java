package io.ringtail.node.record.transform;

/**
 * Numbers of payment cards: 13 to 19 digits, in groups or not, that begin as the large schemes'
 * cards do and whose check digit is right (ISO/IEC 7812). Neither Latin letters nor digits touch
 * them.
 */
final class CardNumbers implements Secret {
  private static final int LEAST_DIGITS = 13;
  private static final int MOST_DIGITS = 19;

  @Override
  public boolean mayBeIn(byte[] text, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (b >= '0' && b <= '9') {
        if (++digits == LEAST_DIGITS) {
          return true;
        }
      } else if (b != ' ' && b != '-') {
        digits = 0;
      }
    }
    return false;
  }

  @Override
  public String replace(String text, String replacement) {
    StringBuilder replaced = null;
    int copied = 0;
    int at = 0;
    while (at < text.length()) {
      int end = isDigit(text, at) && !touches(text, at - 1) ? cardEnd(text, at) : -1;
      if (end < 0) {
        at++;
        continue;
      }
      replaced = replaced == null ? new StringBuilder() : replaced;
      replaced.append(text, copied, at).append(replacement);
      copied = end;
      at = end;
    }
    return replaced == null ? text : replaced.append(text, copied, text.length()).toString();
  }

  /** Where the longest card number that begins at {@code start} ends; negative if none does. */
  private static int cardEnd(String text, int start) {
    int[] digits = new int[MOST_DIGITS];
    int count = 0;
    int best = -1;
    for (int i = start; i < text.length(); i++) {
      if (isDigit(text, i)) {
        if (count == MOST_DIGITS) {
          break;
        }
        digits[count++] = text.charAt(i) - '0';
        boolean whole = count >= LEAST_DIGITS && !touches(text, i + 1);
        if (whole && isIssued(digits, count) && isChecked(digits, count)) {
          best = i + 1;
        }
      } else if (!isSeparator(text.charAt(i)) || !isDigit(text, i + 1)) {
        break;
      }
    }
    return best;
  }

  /** Whether a scheme has numbers that begin so and are so long. */
  private static boolean isIssued(int[] digits, int count) {
    return switch (digits[0]) {
      case 2, 4 -> count == 16 || (digits[0] == 4 && (count == 13 || count == 19));
      case 3 -> count >= 14 && count <= 16;
      case 5, 6 -> true;
      default -> false;
    };
  }

  // Luhn's formula.
  private static boolean isChecked(int[] digits, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      int digit = digits[count - 1 - i];
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-';
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  // Of ASCII: there are languages that put no space around a number.
  private static boolean touches(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
}
