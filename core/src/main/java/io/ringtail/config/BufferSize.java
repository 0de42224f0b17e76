package io.ringtail.config;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of the buffer: {@code 8388608}, {@code 8MiB}, {@code 8MB}, {@code 8m}, {@code 512k}. A
 * unit is a power of 1024 in each of its spellings, as the JVM's own options have it.
 */
final class BufferSize {

  static final long MIN_BYTES = 2L << 20;
  static final long MAX_BYTES = 1L << 30;

  private static final long MAX_DEFAULT_BYTES = 64L << 20;
  private static final int HEAP_SHARE = 16;
  private static final String SIZE = "(\\d{1,30})\\s*(?:([kmg])i?)?b?";

  private BufferSize() {}

  /** A sixteenth of the heap, within 2 and 64 MiB. */
  static long defaultBytes(long maxHeapBytes) {
    return Math.max(MIN_BYTES, Math.min(MAX_DEFAULT_BYTES, maxHeapBytes / HEAP_SHARE));
  }

  static Parsed<Long> parse(String text) {
    Matcher size = Pattern.compile(SIZE).matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      return Parsed.bad("legal is a size from 2MiB to 1GiB, such as 8388608, 8MiB or 8m");
    }
    String unit = size.group(2);
    int shift = unit == null ? 0 : 10 * ("kmg".indexOf(unit) + 1);
    BigInteger bytes = new BigInteger(size.group(1)).shiftLeft(shift);
    long clamped =
        bytes
            .max(BigInteger.valueOf(MIN_BYTES))
            .min(BigInteger.valueOf(MAX_BYTES))
            .longValueExact();
    return bytes.equals(BigInteger.valueOf(clamped))
        ? Parsed.good(clamped)
        : Parsed.mended(clamped, List.of("legal are 2MiB to 1GiB"), "using " + clamped + " bytes");
  }
}
