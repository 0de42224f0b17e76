package io.ringtail.bench.node;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/**
 * Lines of a container's file as containerd writes them: 40 % JSON objects, 30 % access log lines,
 * 30 % lines of a program's logger; 225 bytes on average, one in ten on stderr.
 *
 * <p>Two lines never have the same time: it tells them apart. Threading: one thread.
 */
final class SampleLines {
  private static final String[] WORDS =
      ("order user payment checkout cart inventory failed success timeout retry upstream latency"
              + " cache miss hit db query connection pool exhausted request handled shipping address"
              + " validated token refreshed session expired")
          .split(" ");
  private static final String[] LEVELS = {"info", "warn", "error"};
  private static final String[] LOGGER_LEVELS = {"INFO ", "WARN ", "DEBUG"};
  private static final int[] STATUSES = {200, 200, 200, 404, 500};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  private final SplittableRandom random;
  private long written;

  SampleLines(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The next line, newline included, dated {@code time}. */
  String next(Instant time) {
    String stamp = TIME.format(time);
    double kind = random.nextDouble();
    String stream = kind < 0.1 ? "stderr" : "stdout";
    String message = kind < 0.4 ? json(stamp) : kind < 0.7 ? access() : logged(stamp);
    written++;
    return stamp + ' ' + stream + " F " + message + '\n';
  }

  private String json(String stamp) {
    return "{\"level\": \""
        + LEVELS[random.nextInt(LEVELS.length)]
        + "\", \"ts\": \""
        + stamp
        + "\", \"caller\": \"svc/handler.go:"
        + random.nextInt(10, 901)
        + "\", \"msg\": \""
        + words(random.nextInt(4, 15))
        + "\", \"trace_id\": \""
        + String.format("%016x%016x", random.nextLong(), random.nextLong())
        + "\", \"dur_ms\": "
        + random.nextInt(1, 901)
        + '}';
  }

  private String access() {
    return "10."
        + random.nextInt(256)
        + '.'
        + random.nextInt(256)
        + '.'
        + random.nextInt(256)
        + " - - [20/Nov/2026:22:00:"
        + String.format("%02d", written % 60)
        + " +0000] \"GET /api/v1/"
        + word()
        + '/'
        + random.nextInt(1, 100_000)
        + " HTTP/1.1\" "
        + STATUSES[random.nextInt(STATUSES.length)]
        + ' '
        + random.nextInt(100, 50_001)
        + " \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"";
  }

  private String logged(String stamp) {
    return stamp.substring(0, 26)
        + ' '
        + LOGGER_LEVELS[random.nextInt(LOGGER_LEVELS.length)]
        + " [worker-"
        + random.nextInt(1, 33)
        + "] com.example."
        + word()
        + ".Service : "
        + words(random.nextInt(6, 21))
        + " seq="
        + written;
  }

  private String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(word());
    }
    return text.toString();
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
