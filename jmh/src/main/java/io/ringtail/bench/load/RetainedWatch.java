package io.ringtail.bench.load;

import io.ringtail.bench.memory.OwnMemory;
import io.ringtail.bench.memory.Retained;
import io.ringtail.config.ConfigReader;
import io.ringtail.logback.RingtailAppender;
import io.ringtail.metadata.Surroundings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How much one Ringtail appender keeps alive, at its highest. Threading: one thread. */
final class RetainedWatch {
  private static final int PARTS_SHOWN = 8;

  private final RingtailAppender appender;
  private final long limitBytes;
  private @Nullable Retained highest;
  private Map<String, Long> notHeld = Map.of();

  /**
   * @param options as the appender has them
   */
  RetainedWatch(RingtailAppender appender, Map<String, String> options) {
    this.appender = appender;
    this.limitBytes =
        ConfigReader.read(Surroundings.ofThisProcess(), options).config().bufferBytes();
  }

  /**
   * @param alive how many objects of each class of ours the JVM has just counted
   */
  void takeSample(Map<String, Long> alive) {
    Retained now = OwnMemory.of(appender);
    if (highest == null || now.bytes() > highest.bytes()) {
      highest = now;
      notHeld = new HashMap<>();
      alive.forEach((name, count) -> keepDifference(name, count, now));
    }
  }

  private void keepDifference(String name, long alive, Retained now) {
    long others = alive - now.ownInstances().getOrDefault(name, 0L);
    if (others > 0 && !name.endsWith("$$Lambda")) {
      notHeld.put(name, others);
    }
  }

  void write(Properties report) {
    report.setProperty("retained.limit", Long.toString(limitBytes));
    if (highest != null) {
      report.setProperty("retained.highest", Long.toString(highest.bytes()));
      report.setProperty(
          "retained.parts", most(PARTS_SHOWN, highest.bytesByOwner(), Amounts::mebibytes));
      report.setProperty(
          "retained.notHeld", most(PARTS_SHOWN, notHeld, count -> Long.toString(count)));
      report.setProperty("retained.unreadable", String.join(", ", highest.unreadable()));
    }
  }

  private static String most(int count, Map<String, Long> values, LongFunction<String> text) {
    return values.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(count)
        .map(entry -> simpleName(entry.getKey()) + " " + text.apply(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
