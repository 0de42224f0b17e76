package io.ringtail.sink.s3;

import java.time.Duration;

/**
 * What is asked of a connection at once, and how long it may take: a request that hangs must not
 * hang for ever.
 *
 * @param answer how long an answer may take, beside the time for sending
 * @param bytesPerSecond a connection that is slower is as good as none
 * @param singleBytes an object is put in one request up to this size
 * @param partBytes of a larger one, of each part but the last
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Amazon S3,
 *     multipart upload limits: 5 MiB to 5 GiB a part, 10,000 parts</a>
 */
record Wire(Duration answer, int bytesPerSecond, long singleBytes, long partBytes) {
  static final Wire USUAL = new Wire(Duration.ofSeconds(30), 64 << 10, 16L << 20, 8L << 20);

  private static final int MAX_PARTS = 10_000;

  /** Bytes of each part of an object but the last. */
  long partBytes(long objectBytes) {
    return Math.max(partBytes, (objectBytes + MAX_PARTS - 1) / MAX_PARTS);
  }
}
