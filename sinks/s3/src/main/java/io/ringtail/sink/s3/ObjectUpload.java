package io.ringtail.sink.s3;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Brings one sealed object to its bucket: in one request, or in parts where it is large. Parts that
 * the bucket has are not sent again.
 *
 * <p>It counts as there when {@link Confirmation} says so. Threading: safe.
 */
final class ObjectUpload {
  private final S3Api api;
  private final Confirmation confirmation;
  private final Wire wire;

  ObjectUpload(S3Api api, Confirmation confirmation, Wire wire) {
    this.api = api;
    this.confirmation = confirmation;
    this.wire = wire;
  }

  /** Tries once. Everything that goes wrong is an outcome. */
  Outcome upload(SpooledObject object) {
    try (FileChannel channel = FileChannel.open(object.path(), StandardOpenOption.READ)) {
      return object.bytes() <= wire.singleBytes()
          ? put(object, channel)
          : putParts(object, channel);
    } catch (IOException e) {
      return unreadable(object, e);
    } catch (RuntimeException e) {
      return api.failure("uploading " + object, e);
    } finally {
      // A time-out of the SDK interrupts, and may come late.
      Thread.interrupted();
    }
  }

  private static Outcome unreadable(SpooledObject object, IOException e) {
    boolean timeout =
        e instanceof ClosedByInterruptException || e instanceof InterruptedIOException;
    return new Outcome.RetryLater(
        RetryCause.UNAVAILABLE,
        timeout
            ? "uploading " + object + " took too long"
            : "cannot read " + object.path() + ": " + e);
  }

  private Outcome put(SpooledObject object, FileChannel channel) throws IOException {
    FileRange all = new FileRange(channel, object.headerBytes(), object.bytes());
    String crc = all.crc32c();
    S3Api.Stored stored =
        api.put(object.bucket(), object.key(), all, all.length(), object.type(), crc);
    return confirmed(object, stored, crc, () -> Checksum.md5(all.newStream()));
  }

  private Outcome putParts(SpooledObject object, FileChannel channel) throws IOException {
    UploadedParts parts = UploadedParts.load(object.partsFile());
    try {
      if (parts == null) {
        String uploadId = api.begin(object.bucket(), object.key(), object.type());
        parts = UploadedParts.begin(object.partsFile(), wire.partBytes(object.bytes()), uploadId);
      }
      putMissing(object, channel, parts);
      String crc = Checksum.ofParts(parts.all().stream().map(UploadedParts.Part::crc32c).toList());
      S3Api.Stored stored = api.complete(object, parts.uploadId(), parts.all());
      return confirmed(object, stored, crc, Confirmation.Md5.UNKNOWN);
    } catch (RuntimeException e) {
      return parts != null && Failures.isNoSuchUpload(e)
          ? afterUploadIsGone(object, parts, e)
          : api.failure("uploading " + object, e);
    }
  }

  private void putMissing(SpooledObject object, FileChannel channel, UploadedParts parts)
      throws IOException {
    long size = parts.partBytes();
    int number = 1;
    for (long at = 0; at < object.bytes(); at += size) {
      if (!parts.has(number)) {
        long length = Math.min(size, object.bytes() - at);
        FileRange range = new FileRange(channel, object.headerBytes() + at, length);
        String crc = range.crc32c();
        UploadedParts.Part stored =
            api.putPart(object, parts.uploadId(), number, range, length, crc);
        if (!stored.crc32c().equals(crc)) {
          throw new IOException("the bucket has part " + number + " with another checksum");
        }
        parts.add(stored);
      }
      number++;
    }
  }

  /**
   * It was completed, and we did not get to know, or somebody has thrown it away: then all begins
   * anew.
   */
  private Outcome afterUploadIsGone(
      SpooledObject object, UploadedParts parts, RuntimeException gone) throws IOException {
    List<UploadedParts.Part> all = parts.all();
    String crc = Checksum.ofParts(all.stream().map(UploadedParts.Part::crc32c).toList());
    if (api.look(object.bucket(), object.key(), object.bytes(), crc) == S3Api.Look.SAME) {
      return Outcome.ACCEPTED;
    }
    parts.forget();
    abortQuietly(object, parts.uploadId());
    return api.failure("uploading " + object + ", which begins anew", gone);
  }

  private void abortQuietly(SpooledObject object, String uploadId) {
    try {
      api.abort(object, uploadId);
    } catch (RuntimeException e) {
      // It is gone already, or the bucket's lifecycle rule will see to it.
    }
  }

  private Outcome confirmed(
      SpooledObject object, S3Api.Stored stored, String crc, Confirmation.Md5 md5)
      throws IOException {
    return confirmation.confirm(object.bucket(), object.key(), object.bytes(), stored, crc, md5);
  }
}
