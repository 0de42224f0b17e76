package io.ringtail.sink.s3;

import io.ringtail.config.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * {@code s3://bucket/prefix}.
 *
 * @param prefix may be empty
 */
record S3Place(String bucket, String prefix) {
  /**
   * @param text what stands behind {@code s3://}
   */
  static S3Place parse(String text) {
    // An access point's ARN has a slash of its own.
    int from = text.startsWith("arn:") ? text.indexOf('/') + 1 : 0;
    int slash = text.indexOf('/', from);
    return slash < 0
        ? new S3Place(text, "")
        : new S3Place(text.substring(0, slash), text.substring(slash + 1));
  }

  static @Nullable String problemOf(String text) {
    Parsed<String> bucket = S3Options.bucketName(parse(text).bucket);
    if (text.contains("${")) {
      return "no placeholders here; legal is s3://bucket/prefix";
    }
    return bucket.wrong().isEmpty()
        ? null
        : "legal is s3://bucket/prefix; of the bucket's name, " + String.join("; ", bucket.wrong());
  }

  /** The prefix, as the names of objects can follow. */
  String directory() {
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + '/';
  }
}
