package io.ringtail.sink.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names for objects: what was given out once never is again, by no process and at no time, so that
 * nothing but its own repetition overwrites an object.
 *
 * <p>Threading: safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Amazon S3,
 *     object key names: at most 1,024 bytes; characters that are safe</a>
 */
final class ObjectNames {
  private static final int MAX_KEY_BYTES = 1024;

  /** Time, process, number, and the two suffixes. */
  private static final int MAX_NAME_BYTES = 80;

  private static final String SAFE_PUNCTUATION = "!-_.*'()/&$@=;:+ ,?";
  private static final int INSTANCE_BYTES = 6;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String instance = randomInstance();
  private final AtomicLong count = new AtomicLong();
  private final Notices notices;

  ObjectNames(Notices notices) {
    this.notices = notices;
  }

  /** 12 hexadecimal digits of chance: the process, or more exactly this sink in it. */
  static String randomInstance() {
    byte[] bytes = new byte[INSTANCE_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** For example {@code 20261128T020300Z-1f3a9c0b7d21-17}. */
  String next(long epochMillis) {
    return name(epochMillis, Long.toString(count.incrementAndGet()));
  }

  /** A name for this very content: a repetition gets the same. */
  String of(Body body, long epochMillis) {
    byte[] digest = Checksum.sha256(body);
    return name(epochMillis, HexFormat.of().formatHex(digest, 0, INSTANCE_BYTES));
  }

  private String name(long epochMillis, String last) {
    return TIME.format(Instant.ofEpochMilli(epochMillis)) + '-' + instance + '-' + last;
  }

  /** Without what no bucket's name has, and a file's header cannot have. */
  static String bucket(String name) {
    return name.replaceAll("[\\s\\p{Cntrl}]", "_");
  }

  /** The key of an object of this name. */
  String key(String prefix, String name, Codec codec) {
    return safe(prefix) + name + ".jsonl" + codec.suffix();
  }

  /** Without characters that S3 or its readers have trouble with, and short enough. */
  private String safe(String prefix) {
    StringBuilder safe = new StringBuilder(prefix.length());
    for (int i = 0; i < prefix.length(); i++) {
      safe.append(isSafe(prefix.charAt(i)) ? prefix.charAt(i) : '_');
    }
    String text = safe.toString();
    while (text.startsWith("/")) {
      text = text.substring(1);
    }
    // What clients take for a step up.
    text = text.replaceAll("(?<=^|/)\\.{1,2}(?=/)", "_");
    if (text.getBytes(UTF_8).length > MAX_KEY_BYTES - MAX_NAME_BYTES) {
      notices.tell(
          Weight.WARNING,
          "s3 prefix " + text.substring(0, 64),
          "RINGTAIL_S3_PREFIX gives a prefix of "
              + text.length()
              + " characters, legal are "
              + (MAX_KEY_BYTES - MAX_NAME_BYTES)
              + "; it is cut to that");
      text = text.substring(0, MAX_KEY_BYTES - MAX_NAME_BYTES);
    }
    return text;
  }

  private static boolean isSafe(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || SAFE_PUNCTUATION.indexOf(c) >= 0;
  }
}
