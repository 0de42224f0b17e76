package io.ringtail.batch;

import io.ringtail.event.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pool that keeps what is submitted. */
public final class TestBatches implements BatchPool {
  private static final BatchLimits LIMITS = new BatchLimits(10_000, 1 << 20, 26, Long.MAX_VALUE);

  public final List<RecordBatch> submitted = new ArrayList<>();
  private final BatchLimits limits;
  private int left;

  public TestBatches(BatchLimits limits, int available) {
    this.limits = limits;
    this.left = available;
  }

  /** Records of one batch for "group/stream", in the given order, each "text@millis". */
  public static RecordBatch of(String... records) {
    return to(new Destination("group", "stream"), records);
  }

  public static RecordBatch to(Destination destination, String... records) {
    return of(LIMITS, destination, records);
  }

  /** As {@link #of(String...)}, for a destination that keeps no order. */
  public static RecordBatch unordered(String... records) {
    return of(LIMITS.unordered(), new Destination("group", "stream"), records);
  }

  private static RecordBatch of(BatchLimits limits, Destination destination, String... records) {
    TestBatches pool = new TestBatches(limits, 2);
    BatchAssembler assembler = new BatchAssembler(pool, () -> destination, 0);
    for (String record : records) {
      String[] parts = record.split("@", 2);
      if (assembler.hasRoom()) {
        append(assembler, parts[0], Long.parseLong(parts[1]), 0);
      }
    }
    assembler.flush();
    return pool.submitted.get(0);
  }

  static void append(BatchAssembler assembler, String text, long timeMillis, long nowNanos) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assembler.append(bytes, bytes.length, bytes.length, timeMillis, Level.INFO, false, nowNanos);
  }

  /** The remaining records of {@code batch} as "text@millis". */
  public static List<String> records(RecordBatch batch) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      records.add(text(batch, i) + "@" + batch.timeMillis(i));
    }
    return records;
  }

  static String text(RecordBatch batch, int index) {
    return new String(
        batch.array(), batch.offset(index), batch.length(index), StandardCharsets.UTF_8);
  }

  List<List<String>> all() {
    return submitted.stream().map(TestBatches::records).toList();
  }

  @Override
  public @Nullable RecordBatch tryTake() {
    return left-- > 0 ? new RecordBatch(limits) : null;
  }

  @Override
  public void submit(RecordBatch batch) {
    submitted.add(batch);
  }
}
