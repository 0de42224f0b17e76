package io.ringtail.bench.request;

import io.ringtail.bench.encode.SampleEvent;
import io.ringtail.bench.encode.SamplePod;
import io.ringtail.config.Format;
import io.ringtail.config.MetadataMode;
import io.ringtail.encode.EventEncoder;
import io.ringtail.encode.MetadataJson;
import io.ringtail.encode.RecordBuffer;
import io.ringtail.event.RecordForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Records that are encoded one by one, from the usual event: their encoding is measured, too. */
public final class EncodedRecords implements RecordSource {
  private static final int MAX_RECORD_BYTES = 1_048_576 - 26;

  /** All have the same number of digits, so that all batches are of one size. */
  private static final long FIRST_SEQ = 1_000_000;

  private final EventEncoder encoder;
  private final SampleEvent event = new SampleEvent(null);
  private byte[] array = {};
  private int length;
  private int jsonBytes;
  private long seq = FIRST_SEQ;

  public EncodedRecords(RecordForm form) {
    encoder = new EventEncoder(Format.RINGTAIL, MAX_RECORD_BYTES, form);
    encoder.setMetadata(MetadataJson.of(SamplePod.pod(), MetadataMode.LEAN, Format.RINGTAIL));
  }

  @Override
  public void next() {
    event.tick();
    try {
      RecordBuffer record = encoder.encode(event, ++seq);
      array = record.array();
      length = record.length();
      jsonBytes = record.jsonBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] array() {
    return array;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int jsonBytes() {
    return jsonBytes;
  }

  @Override
  public String text() {
    return new String(array, 0, length, StandardCharsets.UTF_8);
  }
}
