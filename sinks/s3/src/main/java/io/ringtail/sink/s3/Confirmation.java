package io.ringtail.sink.s3;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a bucket has what was sent: by the checksum in its answer; where there is none, by an
 * ETag that is the object's MD5; where it is not, by a look at the object.
 *
 * <p>A store without checksums that does not let us look can show nothing more than that it has
 * answered 200. After a few objects that counts, and is told: they would else be uploaded for ever.
 *
 * <p>Threading: safe.
 */
final class Confirmation {
  /** A permission may need some moments to take effect. */
  private static final int MAX_HIDDEN = 3;

  private final S3Api api;
  private final Notices notices;

  /** How often in a row a bucket has not let us look. */
  private final Map<String, Integer> hidden = new ConcurrentHashMap<>();

  /** The MD5 of what was sent, in hexadecimal digits; computed where it is asked for. */
  @FunctionalInterface
  interface Md5 {
    /** Of an object that came in parts: not known. */
    Md5 UNKNOWN = () -> "";

    String read() throws IOException;
  }

  Confirmation(S3Api api, Notices notices) {
    this.api = api;
    this.notices = notices;
  }

  /**
   * @param answer to its upload
   * @param crc CRC32C of what was sent
   * @throws IOException if what was sent cannot be read again
   */
  Outcome confirm(String bucket, String key, long length, S3Api.Stored answer, String crc, Md5 md5)
      throws IOException {
    String stored = answer.crc32c();
    if (stored != null) {
      return stored.equals(crc)
          ? Outcome.ACCEPTED
          : later(bucket, key, "is not what was sent (CRC32C " + stored + ", not " + crc + ")");
    }
    String etag = answer.md5();
    if (etag != null && etag.equals(md5.read())) {
      return Outcome.ACCEPTED;
    }
    return switch (api.look(bucket, key, length, crc)) {
      case SAME -> {
        hidden.remove(bucket);
        yield Outcome.ACCEPTED;
      }
      case NOT -> later(bucket, key, "is not there as it was sent, says HeadObject");
      case HIDDEN -> afterHidden(bucket, key);
    };
  }

  private Outcome afterHidden(String bucket, String key) {
    String why =
        "the store answers without a CRC32C, and HeadObject, which needs s3:GetObject, is denied";
    if (hidden.merge(bucket, 1, Integer::sum) < MAX_HIDDEN) {
      return later(bucket, key, "cannot be compared with what was sent: " + why);
    }
    notices.tell(
        Weight.WARNING,
        "s3 unconfirmed " + bucket,
        "sink s3: objects in "
            + bucket
            + " cannot be compared with what was sent: "
            + why
            + "; that an upload was answered with 200 counts from now on. Allow s3:GetObject, or"
            + " let AWS_ENDPOINT_URL_S3 name a store that knows checksums");
    return Outcome.ACCEPTED;
  }

  private static Outcome later(String bucket, String key, String what) {
    return new Outcome.RetryLater(
        RetryCause.UNAVAILABLE, "s3://" + bucket + '/' + key + ' ' + what);
  }
}
