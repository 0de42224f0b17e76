package io.ringtail.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Load on a sink whose destination is away: as long as {@value #SECONDS_PROPERTY} says, 3 seconds
 * by default.
 *
 * @param offered records that there were
 * @param taken those of them that there was room for: the first ones
 * @param heapGrowthBytes the most that the heap has grown by, after collections
 */
public record Outage(int offered, int taken, long heapGrowthBytes) {
  /** System property: how long it lasts. */
  public static final String SECONDS_PROPERTY = "ringtail.outage.seconds";

  private static final int RECORDS_PER_SECOND = 5_000;
  private static final int PAUSES_PER_SECOND = 100;
  private static final int DEFAULT_SECONDS = 3;

  /**
   * Offers records at a steady rate until it is over. A record that there is no room for is not
   * offered again.
   *
   * @param records by number, from 0 on
   */
  public static Outage sitOut(SinkFeed feed, IntFunction<byte[]> records) {
    int seconds = Integer.getInteger(SECONDS_PROPERTY, DEFAULT_SECONDS);
    long before = usedHeapBytes();
    long most = 0;
    int offered = 0;
    int taken = 0;
    for (int second = 0; second < seconds; second++) {
      for (int pause = 0; pause < PAUSES_PER_SECOND; pause++) {
        for (int i = 0; i < RECORDS_PER_SECOND / PAUSES_PER_SECOND; i++) {
          offered++;
          if (feed.offer(records.apply(taken), System.currentTimeMillis())) {
            taken++;
          }
        }
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() / PAUSES_PER_SECOND);
      }
      most = Math.max(most, usedHeapBytes() - before);
    }
    return new Outage(offered, taken, most);
  }

  private static long usedHeapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
