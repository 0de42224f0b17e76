package io.ringtail.bench.request;

import io.ringtail.event.RecordForm;
import java.util.Arrays;

/** The same records in turn, made before the measurement, in the form and as the text wanted. */
final class ReadyRecords implements RecordSource {
  private final byte[][] records;
  private final int[] jsonBytes;
  private final String[] texts;
  private int current = -1;

  ReadyRecords(RecordForm form, int count) {
    records = new byte[count][];
    jsonBytes = new int[count];
    texts = new String[count];
    EncodedRecords formed = new EncodedRecords(form);
    EncodedRecords json = new EncodedRecords(RecordForm.JSON);
    for (int i = 0; i < count; i++) {
      formed.next();
      json.next();
      records[i] = Arrays.copyOf(formed.array(), formed.length());
      jsonBytes[i] = formed.jsonBytes();
      texts[i] = json.text();
    }
  }

  @Override
  public void next() {
    current = current + 1 == records.length ? 0 : current + 1;
  }

  @Override
  public byte[] array() {
    return records[current];
  }

  @Override
  public int length() {
    return records[current].length;
  }

  @Override
  public int jsonBytes() {
    return jsonBytes[current];
  }

  @Override
  public String text() {
    return texts[current];
  }
}
