package io.ringtail.sink.s3;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.Sink;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;

/**
 * Objects on disk until the bucket has them.
 *
 * <p>A record is accepted when the disk has it, forced: from then on neither a kill -9 nor a power
 * failure loses it, and its source need not keep it. It is uploaded by this process or by the next
 * that finds the directory.
 */
final class SpoolSink implements Sink {
  private final SpoolDirectory directory;
  private final S3Options options;
  private final Codec codec;
  private final Spool spool;
  private final Uploads uploads;
  private final Notices notices;

  /**
   * @param directory closed, as is {@code api}, when the last upload has ended
   */
  SpoolSink(
      SpoolDirectory directory,
      S3Options options,
      Codec codec,
      S3Api api,
      ObjectUpload upload,
      Notices notices,
      Clock clock) {
    this.directory = directory;
    this.options = options;
    this.codec = codec;
    this.notices = notices;
    this.spool = new Spool(directory, options, codec, new ObjectNames(notices), clock);
    this.uploads =
        new Uploads(
            spool,
            upload,
            notices,
            clock,
            () -> {
              directory.close();
              api.close();
            });
    uploads.start();
  }

  @Override
  public Outcomes send(RecordBatch batch) {
    return Outcomes.all(batch.size(), accept(batch));
  }

  private Outcome accept(RecordBatch batch) {
    if (spool.isFull()) {
      return full(batch.destination());
    }
    try {
      return spool.append(batch.destination(), codec.encode(batch))
          ? Outcome.ACCEPTED
          : full(batch.destination());
    } catch (IOException e) {
      return new Outcome.RetryLater(
          RetryCause.UNAVAILABLE, "cannot write to " + directory.path() + ": " + e);
    }
  }

  private Outcome full(Destination destination) {
    Outcome.RetryLater failure = uploads.lastFailure(ObjectNames.bucket(destination.group()));
    String full =
        "the spool "
            + directory.path()
            + " is full (RINGTAIL_S3_SPOOL_BYTES, "
            + options.spoolBytes()
            + "), ";
    return failure == null
        ? new Outcome.RetryLater(RetryCause.THROTTLED, full + "uploads are slower than the logs")
        : new Outcome.RetryLater(failure.cause(), full + "since " + failure.detail());
  }

  @Override
  public boolean finish(long deadlineNanos) {
    boolean uploaded = uploads.finish(deadlineNanos);
    if (!uploaded) {
      notices.tell(
          Weight.WARNING,
          "s3 left",
          "sink s3: "
              + spool.objects()
              + " objects stay in "
              + directory.path()
              + ", to be uploaded by the next process that finds them");
    }
    return uploaded;
  }

  @Override
  public void close() {
    uploads.close();
  }
}
