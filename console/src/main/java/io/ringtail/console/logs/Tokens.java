package io.ringtail.console.logs;

import io.ringtail.console.store.EventPosition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pagination tokens: a place between two events, and a direction. {@code f/...} goes forward,
 * {@code b/...} backward, as in the service.
 */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile("([fb])/(\\d{1,19})-(\\d{1,19})-(\\d{1,9})/s");

  record Token(boolean forward, EventPosition position) {}

  private Tokens() {}

  static String forward(EventPosition position) {
    return token('f', position);
  }

  static String backward(EventPosition position) {
    return token('b', position);
  }

  static Token parse(String token) {
    Matcher matcher = TOKEN.matcher(token);
    try {
      if (matcher.matches()) {
        EventPosition position =
            new EventPosition(
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Integer.parseInt(matcher.group(4)));
        return new Token(matcher.group(1).equals("f"), position);
      }
    } catch (NumberFormatException tooGreat) {
      // Not a token of ours: refused below.
    }
    throw ServiceError.invalidParameter("The specified nextToken is invalid.").refused();
  }

  private static String token(char direction, EventPosition position) {
    return String.format(
        "%c/%019d-%d-%d/s",
        direction, position.timestampMillis(), position.arrival(), position.index());
  }
}
