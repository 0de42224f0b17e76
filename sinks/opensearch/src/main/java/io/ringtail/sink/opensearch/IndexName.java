package io.ringtail.sink.opensearch;

import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an index or a data stream, which may depend on a record's own time: a record that is
 * sent again after midnight, or after a restart, must meet itself in the same index.
 *
 * <p>So a date is left open when a template is resolved, as <code>{yyyy.MM.dd}</code>, and filled
 * in per record.
 *
 * <p>Threading: one send.
 *
 * @see <a
 *     href="https://docs.opensearch.org/latest/api-reference/index-apis/create-index/#index-naming-restrictions">Index
 *     naming restrictions</a>
 */
final class IndexName {
  private static final int MAX_BYTES = 255;
  private static final Pattern OPEN_DATE = Pattern.compile("\\{([^}]*)}");

  private final String group;
  private final Notices notices;

  /** Literal text and formatters in turn, text first. */
  private final List<String> texts = new ArrayList<>();

  private final List<DateTimeFormatter> dates = new ArrayList<>();
  private long second = Long.MIN_VALUE;
  private String name = "";

  /**
   * @param group what a template of {@link io.ringtail.config.NameTemplate#withOpenDates} was
   *     resolved to
   */
  IndexName(String group, Notices notices) {
    this.group = group;
    this.notices = notices;
    Matcher matcher = OPEN_DATE.matcher(group);
    int at = 0;
    while (matcher.find()) {
      texts.add(group.substring(at, matcher.start()));
      dates.add(
          DateTimeFormatter.ofPattern(matcher.group(1), Locale.ROOT).withZone(ZoneOffset.UTC));
      at = matcher.end();
    }
    texts.add(group.substring(at));
  }

  /** The name for a record of this time. */
  String at(long epochMillis) {
    long newSecond = dates.isEmpty() ? 0 : Math.floorDiv(epochMillis, 1_000L);
    if (newSecond != second) {
      second = newSecond;
      String written = resolve(epochMillis);
      // The same object as long as it is the same name: compared often.
      name = written.equals(name) ? name : written;
    }
    return name;
  }

  private String resolve(long epochMillis) {
    StringBuilder written = new StringBuilder(texts.get(0));
    for (int i = 0; i < dates.size(); i++) {
      dates.get(i).formatTo(Instant.ofEpochMilli(epochMillis), written);
      written.append(texts.get(i + 1));
    }
    return told(written.toString());
  }

  /** A legal name, said once where it is not the one that was wanted. */
  private String told(String wanted) {
    String result = legal(wanted);
    if (!result.equals(wanted)) {
      notices.tell(
          Weight.WARNING,
          "opensearch index name " + group,
          "index \""
              + wanted.replaceAll("\\p{Cntrl}", "?")
              + "\": taken are 1 to 255 of the characters a-z 0-9 . _ -, the first a letter or a"
              + " digit; using "
              + result);
    }
    return result;
  }

  /** Lower case, {@code _} for what is illegal, cut where it is too long. */
  static String legal(String wanted) {
    StringBuilder legal = new StringBuilder(wanted.length());
    wanted
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(c -> legal.append(isLegal(c) ? (char) c : '_'));
    while (legal.length() > 0 && "-_+.".indexOf(legal.charAt(0)) >= 0) {
      legal.deleteCharAt(0);
    }
    if (legal.length() > MAX_BYTES) {
      legal.setLength(MAX_BYTES);
    }
    return legal.length() == 0 ? "ringtail" : legal.toString();
  }

  static boolean isLegal(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  }
}
