package io.ringtail.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * Load on a sink whose destination is away. It lasts as long as {@value #SECONDS_PROPERTY} says;
 * where that is set, what came of it is printed.
 *
 * @param offered records that there were
 * @param taken those of them that there was room for: the first ones
 * @param heapGrowthBytes the most that the heap has grown by, after collections
 */
public record Outage(int offered, int taken, long heapGrowthBytes) {
  /** System property. */
  public static final String SECONDS_PROPERTY = "ringtail.outage.seconds";

  private static final int RECORDS_PER_SECOND = 5_000;
  private static final int PAUSES_PER_SECOND = 100;
  private static final Path STATUS = Path.of("/proc/self/status");

  /**
   * Offers records at a steady rate until it is over. A record that there is no room for is not
   * offered again.
   *
   * @param usualSeconds how long it lasts where nothing else is asked for
   * @param offer takes the record of this number, from 0 on, or has no room for it
   */
  public static Outage sitOut(int usualSeconds, IntPredicate offer) {
    int seconds = Integer.getInteger(SECONDS_PROPERTY, usualSeconds);
    long before = usedHeapBytes();
    long most = 0;
    int offered = 0;
    int taken = 0;
    for (int second = 0; second < seconds; second++) {
      for (int pause = 0; pause < PAUSES_PER_SECOND; pause++) {
        for (int i = 0; i < RECORDS_PER_SECOND / PAUSES_PER_SECOND; i++) {
          offered++;
          if (offer.test(taken)) {
            taken++;
          }
        }
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / PAUSES_PER_SECOND);
      }
      most = Math.max(most, usedHeapBytes() - before);
    }
    if (System.getProperty(SECONDS_PROPERTY) != null) {
      System.out.printf(
          Locale.ROOT,
          "outage of %d s: offered %,d, taken %,d; heap grown by at most %,d bytes to at most %,d;"
              + " %s%n",
          seconds,
          offered,
          taken,
          most,
          before + most,
          peakRss());
    }
    return new Outage(offered, taken, most);
  }

  private static long usedHeapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static String peakRss() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "no peak RSS: " + e;
    }
  }
}
