package io.ringtail.sink.s3;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.Sink;
import io.ringtail.telemetry.Notices;
import java.io.ByteArrayInputStream;

/**
 * Each batch an object, where there is no directory to keep objects in. A record is accepted when
 * the bucket has it.
 *
 * <p>A batch that is sent again, because the answer was lost, gets the same key: it overwrites.
 */
final class MemorySink implements Sink {
  private final Codec codec;
  private final S3Api api;
  private final ObjectNames names;

  MemorySink(Codec codec, S3Api api, Notices notices) {
    this.codec = codec;
    this.api = api;
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
    try {
      String stored =
          api.put(
              bucket,
              key,
              () -> new ByteArrayInputStream(body.array(), 0, body.length()),
              body.length(),
              Codec.contentType(codec.suffix()),
              crc);
      return ObjectUpload.verified(api, bucket, key, body.length(), stored, crc);
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
