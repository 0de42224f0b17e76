package io.ringtail.sink.s3;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.Sink;
import io.ringtail.telemetry.Notices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * Each batch an object, where there is no directory to keep objects in. A record is accepted when
 * the bucket has it.
 *
 * <p>A batch that is sent again, because the answer was lost, gets the same key: it overwrites.
 */
final class MemorySink implements Sink {
  private final Codec codec;
  private final S3Api api;
  private final Confirmation confirmation;
  private final ObjectNames names;

  MemorySink(Codec codec, S3Api api, Notices notices) {
    this.codec = codec;
    this.api = api;
    this.confirmation = new Confirmation(api, notices);
    this.names = new ObjectNames(notices);
  }

  @Override
  public Outcomes send(RecordBatch batch) {
    return Outcomes.all(batch.size(), put(batch));
  }

  private Outcome put(RecordBatch batch) {
    Body body = codec.encode(batch);
    String bucket = ObjectNames.bucket(batch.destination().group());
    String name = names.of(body, batch.minMillis());
    String key = names.key(batch.destination().stream(), name, codec);
    String crc = Checksum.crc32c(body.array(), body.length());
    ContentStreamProvider bytes = () -> new ByteArrayInputStream(body.array(), 0, body.length());
    try {
      S3Api.Stored stored =
          api.put(bucket, key, bytes, body.length(), Codec.contentType(codec.suffix()), crc);
      return confirmation.confirm(
          bucket, key, body.length(), stored, crc, () -> Checksum.md5(bytes.newStream()));
    } catch (IOException e) {
      throw new UncheckedIOException("what is in memory needs no I/O", e);
    } catch (RuntimeException e) {
      return api.failure("putting s3://" + bucket + '/' + key, e);
    } finally {
      // A time-out of the SDK interrupts, and may come late.
      Thread.interrupted();
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
