package io.ringtail.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the JVM stopped all threads, for garbage collection or else: by its own log, whose clock is
 * that of {@link System#nanoTime}. Threading: one thread.
 */
final class JvmPauses {
  private static final Pattern PAUSE = Pattern.compile("\\[(\\d+)ns\\].* Total: +(\\d+) ns.*");

  private final List<Pause> pauses;

  private record Pause(long startNanos, long endNanos) {}

  private JvmPauses(List<Pause> pauses) {
    this.pauses = pauses;
  }

  /** What makes a JVM write such a log. */
  static String jvmFlag(Path log) {
    return "-Xlog:safepoint=info:file=" + log + ":timenanos:filecount=0";
  }

  static JvmPauses read(Path log) throws IOException {
    List<Pause> pauses = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      Matcher matcher = PAUSE.matcher(line);
      if (matcher.matches()) {
        // A line is written when the pause is over.
        long end = Long.parseLong(matcher.group(1));
        pauses.add(new Pause(end - Long.parseLong(matcher.group(2)), end));
      }
    }
    return new JvmPauses(pauses);
  }

  int count() {
    return pauses.size();
  }

  long longestNanos() {
    return pauses.stream().mapToLong(pause -> pause.endNanos - pause.startNanos).max().orElse(0);
  }

  /** How much of a time it was stopped. */
  long withinNanos(long startNanos, long endNanos) {
    long sum = 0;
    for (Pause pause : pauses) {
      long from = Math.max(startNanos, pause.startNanos);
      long to = Math.min(endNanos, pause.endNanos);
      sum += Math.max(0, to - from);
    }
    return sum;
  }
}
