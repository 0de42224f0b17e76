package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.LineConsumer;
import io.ringtail.testing.FakeClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints CPU nanoseconds and allocated bytes per line of a container's log, read again and again
 * from memory. Arguments: a file, which should fit into the processor's cache (2,500 lines), and
 * {@code auto} or {@code off}.
 */
final class AssemblerSpeed {
  private static final int ROUNDS = 20;
  private static final int LINES_PER_ROUND = 2_000_000;

  private AssemblerSpeed() {}

  public static void main(String[] args) throws IOException {
    byte[] content = Files.readAllBytes(Path.of(args[0]));
    int[] starts = lineStarts(content);
    int lines = starts.length - 1;
    long[] bytes = new long[1];
    LineConsumer consumer =
        EntryFormat.of(
                new SourceConfig.Reading(true, 1 << 20, UTF_8),
                args[1],
                1_000,
                List.of(),
                new FakeClock())
            .containerLog(stream -> 0L, entry -> bytes[0] += entry.length);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = 0; round < ROUNDS; round++) {
      long nanos = threads.getCurrentThreadCpuTime();
      long allocated = threads.getCurrentThreadAllocatedBytes();
      int read = 0;
      while (read < LINES_PER_ROUND) {
        for (int i = 0; i < lines; i++) {
          int length = starts[i + 1] - starts[i] - 1;
          consumer.line(content, starts[i], length, 0, starts[i], starts[i + 1]);
        }
        read += lines;
      }
      nanos = threads.getCurrentThreadCpuTime() - nanos;
      allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
      System.out.printf(
          "%s: %.1f ns, %.3f bytes allocated per line%n",
          args[1], (double) nanos / read, (double) allocated / read);
    }
    System.out.println(bytes[0] + " bytes of text");
  }

  private static int[] lineStarts(byte[] content) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        starts.add(i + 1);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }
}
