package io.ringtail.sink.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;

/**
 * Names that Kinesis takes: what is illegal is replaced, what is too long cut, and that is said
 * once.
 *
 * <p>Threading: safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords,
 *     StreamName; a record's PartitionKey</a>
 */
final class KinesisNames {
  private final Notices notices;

  KinesisNames(Notices notices) {
    this.notices = notices;
  }

  /** 1 to 128 of {@code A-Za-z0-9_.-}. */
  String stream(String name) {
    String legal = name.replaceAll("[^a-zA-Z0-9_.-]", "_");
    legal = legal.substring(0, Math.min(legal.length(), KinesisLimits.MAX_STREAM_NAME_CHARS));
    legal = legal.isEmpty() ? "_" : legal;
    if (!legal.equals(name)) {
      tell("stream name", name, "1 to 128 of the characters A-Z a-z 0-9 _ . -", legal);
    }
    return legal;
  }

  /** 1 to 256 characters; ours have as many bytes at most, so that a record's limit is one. */
  String partitionKey(String name) {
    // Half a surrogate pair has no UTF-8.
    String legal = name.isEmpty() ? "_" : new String(name.getBytes(UTF_8), UTF_8);
    while (legal.getBytes(UTF_8).length > KinesisLimits.MAX_KEY_BYTES) {
      legal = legal.substring(0, legal.offsetByCodePoints(legal.length(), -1));
    }
    if (!legal.equals(name)) {
      tell("partition key", name, "1 to 256 bytes of UTF-8", legal);
    }
    return legal;
  }

  private void tell(String kind, String name, String rule, String legal) {
    notices.tell(
        Weight.WARNING,
        "kinesis " + kind,
        kind
            + " \""
            + name.replaceAll("\\p{Cntrl}", "?")
            + "\": Kinesis takes "
            + rule
            + "; using "
            + legal);
  }
}
