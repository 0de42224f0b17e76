package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.batch.BatchAssembler;
import io.ringtail.batch.BatchPool;
import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.event.Level;
import io.ringtail.event.RecordForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Batches as the pipeline makes them: gathered by a BatchAssembler under the sink's own limits. */
final class Batches {
  static final Destination DESTINATION = new Destination("/test/group", "pod/app");

  private final List<RecordBatch> sealed = new ArrayList<>();
  private final BatchAssembler assembler;

  Batches(Destination destination) {
    BatchPool pool =
        new BatchPool() {
          @Override
          public @Nullable RecordBatch tryTake() {
            return new RecordBatch(new CloudWatchSinkFactory().limits());
          }

          @Override
          public void submit(RecordBatch batch) {
            sealed.add(batch);
          }
        };
    assembler = new BatchAssembler(pool, () -> destination, 0);
  }

  /** One batch with these messages, a millisecond apart, the last one now. */
  static RecordBatch of(String... messages) {
    return of(DESTINATION, messages);
  }

  static RecordBatch of(Destination destination, String... messages) {
    Batches batches = new Batches(destination);
    long now = System.currentTimeMillis();
    for (int i = 0; i < messages.length; i++) {
      batches.add(messages[i].getBytes(UTF_8), now - messages.length + i);
    }
    List<RecordBatch> all = batches.seal();
    if (all.size() != 1) {
      throw new IllegalArgumentException(all.size() + " batches");
    }
    return all.get(0);
  }

  /** One batch with {@code count} messages "0", "1"... */
  static RecordBatch numbered(int count) {
    String[] messages = new String[count];
    for (int i = 0; i < count; i++) {
      messages[i] = Integer.toString(i);
    }
    return of(messages);
  }

  Batches add(byte[] message, long timeMillis) {
    if (!assembler.hasRoom()) {
      throw new IllegalStateException("no room");
    }
    byte[] inside = RecordForm.JSON_STRING.of(message);
    assembler.append(inside, inside.length, message.length, timeMillis, Level.INFO, false, 0);
    return this;
  }

  List<RecordBatch> seal() {
    assembler.flush();
    return sealed;
  }
}
