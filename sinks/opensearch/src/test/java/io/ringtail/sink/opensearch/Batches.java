package io.ringtail.sink.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.event.Level;

/** Batches as the pipeline makes them, with ids from 0 on. */
final class Batches {
  private final RecordBatch batch = new RecordBatch(new OpenSearchSinkFactory().limits());
  private final long origin;
  private int number;

  Batches(String index, long origin) {
    this.origin = origin;
    batch.open(new Destination(index, "-"));
  }

  static RecordBatch of(String index, String... records) {
    Batches batches = new Batches(index, 7);
    for (String record : records) {
      batches.add(record, 1_795_212_000_000L + batches.number);
    }
    return batches.seal();
  }

  /** Records with {@code "seq":0}, {@code 1}... */
  static RecordBatch numbered(String index, int count) {
    String[] records = new String[count];
    for (int i = 0; i < count; i++) {
      records[i] = "{\"time\":\"2026-11-20T22:00:00.123456789Z\",\"seq\":" + i + "}";
    }
    return of(index, records);
  }

  Batches add(String record, long timeMillis) {
    byte[] json = record.getBytes(UTF_8);
    batch.append(json, json.length, json.length, timeMillis, Level.INFO, false);
    batch.identify(origin, number++);
    return this;
  }

  RecordBatch seal() {
    batch.seal();
    return batch;
  }
}
