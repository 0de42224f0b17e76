package io.ringtail.sink.s3;

import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.NameTemplate;
import io.ringtail.config.Option;
import io.ringtail.config.OptionReader;
import io.ringtail.config.Parsed;
import io.ringtail.config.SinkSettings;
import io.ringtail.config.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sink's own options.
 *
 * @param bucket template of the bucket's name; null: nothing can be sent
 * @param prefix template of what keys begin with
 * @param objectBytes compressed bytes of an object, at most
 * @param objectAgeMillis the longest that an object grows
 * @param storageClass null: S3 takes STANDARD
 * @param kmsKey null: as the bucket has it
 * @param spoolDirectory where objects stand until the bucket has them; null: in memory
 * @param spoolBytes what they may take of the disk
 * @param problems what was wrong
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Amazon S3,
 *     multipart upload limits</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Amazon
 *     S3, bucket naming rules</a>
 */
record S3Options(
    @Nullable NameTemplate bucket,
    NameTemplate prefix,
    long objectBytes,
    long objectAgeMillis,
    Compression compression,
    @Nullable String storageClass,
    @Nullable String kmsKey,
    @Nullable Path spoolDirectory,
    long spoolBytes,
    List<ConfigProblem> problems) {

  /** How objects are compressed. */
  enum Compression {
    GZIP,
    ZSTD,
    NONE
  }

  static final String NO_BUCKET = "RINGTAIL_S3_BUCKET names no bucket, nothing can be uploaded";

  private static final long DEFAULT_OBJECT_BYTES = 64L << 20;
  private static final long MIN_OBJECT_BYTES = 64L << 10;
  private static final long MAX_OBJECT_BYTES = 5L << 30;
  private static final long DEFAULT_SPOOL_BYTES = 1L << 30;
  private static final long MIN_SPOOL_BYTES = 16L << 20;
  private static final long MAX_SPOOL_BYTES = 1L << 40;
  private static final long SPOOLED_AGE_MILLIS = TimeUnit.MINUTES.toMillis(5);

  /** What a kill -9 loses must be little. */
  private static final long UNSPOOLED_AGE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private static final long MIN_AGE_MILLIS = 1_000;
  private static final long MAX_AGE_MILLIS = TimeUnit.DAYS.toMillis(1);

  private static final NameTemplate DEFAULT_PREFIX =
      NameTemplate.of(Option.S3_PREFIX.defaultText());
  private static final NameTemplate NO_NAME = NameTemplate.of("no-bucket");

  /** Names of buckets, aliases and ARNs of access points. */
  private static final Pattern BUCKET =
      Pattern.compile("arn:aws[a-z-]*:s3[a-z-]*:\\S+|[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private static final Set<String> STORAGE_CLASSES =
      Set.of(
          "STANDARD",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER_IR",
          "GLACIER",
          "DEEP_ARCHIVE",
          "REDUCED_REDUNDANCY",
          "OUTPOSTS",
          "EXPRESS_ONEZONE",
          "SNOW");

  static S3Options read(SinkSettings settings) {
    OptionReader reader = settings.reader();
    NameTemplate bucket = bucket(reader);
    Path directory = reader.value(Option.SPOOL_DIR, Values::directory, "keeping objects in memory");
    return new S3Options(
        bucket,
        reader.template(Option.S3_PREFIX, DEFAULT_PREFIX),
        reader.bytes(
            Option.S3_OBJECT_BYTES, MIN_OBJECT_BYTES, MAX_OBJECT_BYTES, DEFAULT_OBJECT_BYTES),
        age(reader, directory != null),
        compression(reader),
        reader.value(Option.S3_STORAGE_CLASS, S3Options::storageClass, "S3 takes STANDARD"),
        reader.text(Option.S3_KMS_KEY),
        directory,
        reader.bytes(Option.S3_SPOOL_BYTES, MIN_SPOOL_BYTES, MAX_SPOOL_BYTES, DEFAULT_SPOOL_BYTES),
        List.copyOf(reader.problems()));
  }

  /** The templates of a batch's destination. */
  DestinationNames names() {
    return new DestinationNames(bucket == null ? NO_NAME : bucket, prefix);
  }

  long objectAgeNanos() {
    return TimeUnit.MILLISECONDS.toNanos(objectAgeMillis);
  }

  private static @Nullable NameTemplate bucket(OptionReader reader) {
    NameTemplate bucket = reader.template(Option.S3_BUCKET, NO_NAME);
    if (bucket.equals(NO_NAME)) {
      if (reader.problems().isEmpty()) {
        reader.required(Option.S3_BUCKET, "nothing can be uploaded");
      }
      return null;
    }
    if (!bucket.text().contains("${")) {
      reader.value(Option.S3_BUCKET, S3Options::bucketName, "used as it is");
    }
    return bucket;
  }

  static Parsed<String> bucketName(String text) {
    if (text.contains("://")) {
      return Parsed.bad("legal is a bucket's name alone, without s3:// and without a prefix");
    }
    return BUCKET.matcher(text).matches()
        ? Parsed.good(text)
        : Parsed.bad(
            "legal are 3 to 63 small letters, digits, dots and hyphens, or an access point's ARN");
  }

  private static long age(OptionReader reader, boolean spooled) {
    long fallback = spooled ? SPOOLED_AGE_MILLIS : UNSPOOLED_AGE_MILLIS;
    Long age =
        reader.value(
            Option.S3_OBJECT_AGE_MS,
            text -> Values.wholeNumber(text, MIN_AGE_MILLIS, MAX_AGE_MILLIS),
            "using the default " + fallback);
    return age == null ? fallback : age;
  }

  private static Compression compression(OptionReader reader) {
    Compression fallback = Compression.GZIP;
    Compression compression =
        reader.value(Option.S3_COMPRESSION, S3Options::usable, "using the default gzip");
    return compression == null ? fallback : compression;
  }

  private static Parsed<Compression> usable(String text) {
    Parsed<Compression> parsed = Values.oneOf(Compression.class, text);
    return parsed.value() == Compression.ZSTD && !ZstdCodec.isPresent()
        ? Parsed.bad(
            "zstd needs com.github.luben:zstd-jni (1.5.6 or newer) beside ringtail-sink-s3, and it"
                + " is not there")
        : parsed;
  }

  private static Parsed<String> storageClass(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    return STORAGE_CLASSES.contains(name)
        ? Parsed.good(name)
        : Parsed.bad("legal are " + String.join(", ", STORAGE_CLASSES.stream().sorted().toList()));
  }
}
