package io.ringtail.sink.cloudwatch;

import io.ringtail.batch.Destination;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.util.function.IntPredicate;

/**
 * Names of a log group and a log stream that CloudWatch takes.
 *
 * @param group 1 to 512 of {@code A-Za-z0-9_/.#-}
 * @param stream 1 to 512 characters without colon and asterisk
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html">CreateLogGroup</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html">CreateLogStream</a>
 */
record LogNames(String group, String stream) {
  private static final int MAX_CHARS = 512;

  /** Puts {@code _} for what is illegal, cuts what is too long, and says so once. */
  static LogNames of(Destination destination, Notices notices) {
    return new LogNames(
        legal("log group", destination.group(), LogNames::isLegalInGroup, notices),
        legal("log stream", destination.stream(), LogNames::isLegalInStream, notices));
  }

  private static String legal(String kind, String name, IntPredicate isLegal, Notices notices) {
    StringBuilder legal = new StringBuilder(name.length());
    name.codePoints().forEach(c -> legal.appendCodePoint(isLegal.test(c) ? c : '_'));
    if (legal.length() > MAX_CHARS) {
      boolean splitsPair = Character.isHighSurrogate(legal.charAt(MAX_CHARS - 1));
      legal.setLength(splitsPair ? MAX_CHARS - 1 : MAX_CHARS);
    }
    if (legal.length() == 0) {
      legal.append('_');
    }
    String result = legal.toString();
    if (!result.equals(name)) {
      notices.tell(
          Weight.WARNING,
          "cloudwatch " + kind + " name",
          kind + " \"" + shown(name) + "\": CloudWatch takes " + rule(kind) + "; using " + result);
    }
    return result;
  }

  private static String rule(String kind) {
    return kind.equals("log group")
        ? "1 to 512 of the characters A-Z a-z 0-9 _ / . # -"
        : "1 to 512 characters, none of them ':' or '*' or a control character";
  }

  private static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "?");
    return line.length() > MAX_CHARS ? line.substring(0, MAX_CHARS) + "…" : line;
  }

  private static boolean isLegalInGroup(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_/.#-".indexOf(c) >= 0;
  }

  private static boolean isLegalInStream(int c) {
    // Half a surrogate pair has no UTF-8.
    return c != ':' && c != '*' && !Character.isISOControl(c) && (c < 0xd800 || c > 0xdfff);
  }
}
