package io.ringtail.node.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name that a file was given when it was rotated away.
 *
 * @param base the name of the file that is written to
 * @param stem its own name, without `.gz`
 * @param dated whether the name says when; else how many came after
 * @param order grows from old to young, among names of the same kind
 */
record RotatedName(String base, String stem, boolean dated, long order, boolean gzip)
    implements Comparable<RotatedName> {
  /**
   * kubelet's `0.log.20261120-220010`; Docker's and logrotate's `x.log.1`; logrotate's dateext
   * `messages-20261120` and `messages-20261120-1700000000`, and with `extension .log`
   * `x-20261120.log`; Logback's, Log4j's and Python's `x-2026-11-20.log`, `x.2026-11-20-22.3.log`,
   * `x.log.2026-11-20.3` and `x.log.2026-11-20_22-00`. Compressed or not.
   */
  private static final Pattern DOT_STAMP = Pattern.compile("(.+)\\.(\\d{8})-(\\d{6})");

  private static final Pattern ISO_DATE =
      Pattern.compile(
          "(.+?)[-._](\\d{4})-(\\d{2})-(\\d{2})"
              + "(?:[-_T](\\d{2})(?:[-_.:](\\d{2}))?(?:[-_.:](\\d{2}))?)?"
              + "(?:[-.](\\d{1,3}))?(\\.[A-Za-z]+)?");

  private static final Pattern DOT_NUMBER = Pattern.compile("(.+)\\.(\\d{1,5})");

  private static final Pattern DATE =
      Pattern.compile("(.+?)[-.](\\d{8})(?:[-.]?(\\d{1,10}))?(\\.[A-Za-z]+)?");

  /**
   * @return null if {@code name} is not that of a rotated file
   */
  static @Nullable RotatedName parse(String name) {
    if (name.endsWith(".tmp")) {
      // Being compressed: not whole yet.
      return null;
    }
    boolean gzip = name.endsWith(".gz");
    String stem = gzip ? name.substring(0, name.length() - 3) : name;
    Matcher stamp = DOT_STAMP.matcher(stem);
    if (stamp.matches()) {
      return dated(stamp.group(1), stem, stamp.group(2), stamp.group(3), gzip);
    }
    Matcher iso = ISO_DATE.matcher(stem);
    if (iso.matches()) {
      String day = iso.group(2) + iso.group(3) + iso.group(4);
      String within = digits(iso.group(5)) + digits(iso.group(6)) + digits(iso.group(7));
      String index =
          iso.group(8) == null ? "000" : "00".substring(iso.group(8).length() - 1) + iso.group(8);
      String extension = iso.group(9) == null ? "" : iso.group(9);
      return dated(iso.group(1) + extension, stem, day, within + index, gzip);
    }
    Matcher number = DOT_NUMBER.matcher(stem);
    if (number.matches()) {
      return new RotatedName(number.group(1), stem, false, -Long.parseLong(number.group(2)), gzip);
    }
    Matcher date = DATE.matcher(stem);
    if (date.matches()) {
      String extension = date.group(4) == null ? "" : date.group(4);
      return dated(date.group(1) + extension, stem, date.group(2), date.group(3), gzip);
    }
    return null;
  }

  private static String digits(@Nullable String two) {
    return two == null ? "00" : two;
  }

  private static RotatedName dated(
      String base, String stem, String day, @Nullable String within, boolean gzip) {
    long order = Long.parseLong(day) * 10_000_000_000L;
    return new RotatedName(
        base, stem, true, order + (within == null ? 0 : Long.parseLong(within)), gzip);
  }

  /** Whether both name files of one log, and this one is not younger. */
  boolean isNotAfter(RotatedName other) {
    return dated && other.dated && order <= other.order;
  }

  /** The younger of two names, as far as they say when. */
  static @Nullable RotatedName younger(@Nullable RotatedName one, @Nullable RotatedName other) {
    return other == null || (one != null && !one.isNotAfter(other)) ? one : other;
  }

  @Override
  public int compareTo(RotatedName other) {
    // Both kinds beside each other: logrotate's options were changed; numbers came first.
    return dated == other.dated
        ? Long.compare(order, other.order)
        : Boolean.compare(dated, other.dated);
  }
}
