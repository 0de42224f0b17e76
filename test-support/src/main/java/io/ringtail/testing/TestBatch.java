package io.ringtail.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.event.Level;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import java.util.ArrayList;
import java.util.List;

/** Batches with given records, and lists of what became of them. */
public final class TestBatch {
  private TestBatch() {}

  /** The records a millisecond apart, the last one now. */
  public static RecordBatch of(BatchLimits limits, Destination destination, byte[]... records) {
    RecordBatch batch = new RecordBatch(limits);
    batch.open(destination);
    long now = System.currentTimeMillis();
    for (int i = 0; i < records.length; i++) {
      long timeMillis = now - records.length + i;
      if (!batch.fits(records[i].length, timeMillis)) {
        throw new IllegalArgumentException("record " + i + " does not fit");
      }
      byte[] formed = limits.form().of(records[i]);
      batch.append(formed, formed.length, records[i].length, timeMillis, Level.INFO, false);
    }
    batch.seal();
    return batch;
  }

  public static RecordBatch of(BatchLimits limits, Destination destination, String... records) {
    byte[][] bytes = new byte[records.length][];
    for (int i = 0; i < records.length; i++) {
      bytes[i] = records[i].getBytes(UTF_8);
    }
    return of(limits, destination, bytes);
  }

  public static List<Outcome> list(Outcomes outcomes) {
    List<Outcome> list = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      list.add(outcomes.at(i));
    }
    return list;
  }
}
