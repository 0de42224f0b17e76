package io.ringtail.sink.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.event.Level;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Batches as the pipeline makes them. */
final class Batches {
  private static final long TIME = 1_795_000_000_000L;

  private Batches() {}

  static RecordBatch of(Destination destination, List<String> records) {
    RecordBatch batch = new RecordBatch(new S3SinkFactory().limits());
    batch.open(destination);
    for (int i = 0; i < records.size(); i++) {
      byte[] bytes = records.get(i).getBytes(UTF_8);
      if (!batch.fits(bytes.length, TIME + i)) {
        throw new IllegalArgumentException("record " + i + " does not fit");
      }
      batch.append(bytes, bytes.length, bytes.length, TIME + i, Level.INFO, false);
    }
    batch.seal();
    return batch;
  }

  /** Records that say where they come from and which one they are. */
  static List<String> records(String name, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(
            i -> "{\"from\":\"" + name + "\",\"n\":" + i + ",\"text\":\"ä\\n😀 logs repeat\"}")
        .toList();
  }

  /** One record of so many bytes that no compression makes smaller than three quarters. */
  static String noise(int seed, int bytes) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(bytes).append("{\"noise\":\"").append(seed).append(' ');
    while (text.length() < bytes - 2) {
      text.append((char) ('0' + random.nextInt(74)));
    }
    return text.append("\"}").toString().replace('\\', '/');
  }
}
