package io.ringtail.config;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes: {@code 8388608}, {@code 8MiB}, {@code 8Mi}, {@code 8MB}, {@code 8m}, {@code
 * 512k}. A unit is a power of 1024 in each of its spellings, as the JVM's own options have it.
 */
public final class ByteSize {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,30})\\s*(?:([kmg])i?)?b?");

  private ByteSize() {}

  /** The size; one out of bounds is mended to the nearest bound. */
  public static Parsed<Long> parse(String text, long minBytes, long maxBytes) {
    Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    String bounds = text(minBytes) + " to " + text(maxBytes);
    if (!size.matches()) {
      return Parsed.bad("legal is a size from " + bounds + ", such as 8388608, 8MiB or 8m");
    }
    String unit = size.group(2);
    int shift = unit == null ? 0 : 10 * ("kmg".indexOf(unit) + 1);
    BigInteger bytes = new BigInteger(size.group(1)).shiftLeft(shift);
    long clamped =
        bytes.max(BigInteger.valueOf(minBytes)).min(BigInteger.valueOf(maxBytes)).longValueExact();
    return bytes.equals(BigInteger.valueOf(clamped))
        ? Parsed.good(clamped)
        : Parsed.mended(clamped, List.of("legal are " + bounds), "using " + clamped + " bytes");
  }

  /** In the largest unit that leaves a whole number: {@code 2MiB}. */
  public static String text(long bytes) {
    String[] units = {"", "KiB", "MiB", "GiB"};
    int unit = 0;
    long number = bytes;
    while (unit < units.length - 1 && number != 0 && number % 1024 == 0) {
      number /= 1024;
      unit++;
    }
    return number + units[unit];
  }
}
