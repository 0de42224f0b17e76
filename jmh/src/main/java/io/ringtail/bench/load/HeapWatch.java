package io.ringtail.bench.load;

import io.ringtail.bench.memory.Retained;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what is alive on the heap: the JVM's own class histogram, which collects garbage first.
 *
 * <p>Threading: {@link #looks} from any thread, the rest from one.
 */
final class HeapWatch {
  /** Even: nobody looks; odd: a look is going on, and stops the world. */
  private volatile int looks;

  private long baselineBytes;
  private long highestBytes;
  private long highestRingtailBytes;
  private long highestByteArrayBytes;
  private int taken;

  /** A number that changes at the begin and at the end of each look. */
  int looks() {
    return looks;
  }

  static boolean isDisturbed(int before, int after) {
    return before != after || (before & 1) != 0;
  }

  /** Live bytes before the appender exists: what is not its doing. */
  void takeBaseline() {
    baselineBytes = look().totalBytes;
  }

  // Only this thread writes it.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void takeSample(@Nullable RetainedWatch retained) {
    looks++;
    Histogram histogram = look();
    if (retained != null) {
      retained.takeSample(histogram.ringtailInstances);
    }
    looks++;
    taken++;
    highestBytes = Math.max(highestBytes, histogram.totalBytes);
    highestRingtailBytes = Math.max(highestRingtailBytes, histogram.ringtailBytes);
    highestByteArrayBytes = Math.max(highestByteArrayBytes, histogram.byteArrayBytes);
  }

  void write(Properties report) {
    if (taken > 0) {
      report.setProperty("heap.samples", Integer.toString(taken));
      report.setProperty("heap.baseline", Long.toString(baselineBytes));
      report.setProperty("heap.highest", Long.toString(highestBytes));
      report.setProperty("heap.ringtail", Long.toString(highestRingtailBytes));
      report.setProperty("heap.byteArrays", Long.toString(highestByteArrayBytes));
    }
  }

  /**
   * @param ringtailInstances how many objects there are of each of our classes
   */
  private record Histogram(
      long totalBytes,
      long ringtailBytes,
      long byteArrayBytes,
      Map<String, Long> ringtailInstances) {}

  private static Histogram look() {
    String text;
    try {
      text =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException("this JVM has no GC.class_histogram", e);
    }
    long total = 0;
    long ringtail = 0;
    long byteArrays = 0;
    Map<String, Long> ringtailInstances = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      // "   1:   4711   123456  [B (java.base@17)", and "Total" without a number.
      String[] columns = line.strip().split("\\s+", -1);
      if (columns.length >= 4 && columns[0].endsWith(":") && !columns[0].equals("num")) {
        long bytes = Long.parseLong(columns[2]);
        total += bytes;
        // Not the benchmark's own.
        boolean ours =
            columns[3].contains("io.ringtail.") && !columns[3].contains("io.ringtail.bench.");
        ringtail += ours ? bytes : 0;
        if (ours && !columns[3].startsWith("[")) {
          String name = Retained.className(columns[3]);
          ringtailInstances.merge(name, Long.parseLong(columns[1]), Long::sum);
        }
        byteArrays += columns[3].equals("[B") ? bytes : 0;
      }
    }
    return new Histogram(total, ringtail, byteArrays, ringtailInstances);
  }
}
