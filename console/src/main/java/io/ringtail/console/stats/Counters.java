package io.ringtail.console.stats;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted as it happens. Operations and outcomes come from fixed sets, so the maps are
 * bounded.
 *
 * <p>Threading: safe, without locks.
 */
public final class Counters {
  private final ConcurrentMap<String, ConcurrentMap<String, LongAdder>> requests =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> rejectedEvents = new ConcurrentHashMap<>();
  private final LongAdder acceptedEvents = new LongAdder();
  private final LongAdder acceptedBytes = new LongAdder();
  private final LongAdder connections = new LongAdder();

  /** A request that has ended, as {@code "ok"}, by an error's type or by a fault. */
  public void request(String operation, String outcome) {
    requests
        .computeIfAbsent(operation, name -> new ConcurrentHashMap<>())
        .computeIfAbsent(outcome, name -> new LongAdder())
        .increment();
  }

  public void accepted(long events, long messageBytes) {
    acceptedEvents.add(events);
    acceptedBytes.add(messageBytes);
  }

  public void rejected(String reason, long events) {
    if (events > 0) {
      rejectedEvents.computeIfAbsent(reason, name -> new LongAdder()).add(events);
    }
  }

  public void connection() {
    connections.increment();
  }

  public void reset() {
    requests.clear();
    rejectedEvents.clear();
    acceptedEvents.reset();
    acceptedBytes.reset();
    connections.reset();
  }

  public Map<String, Map<String, Long>> requests() {
    Map<String, Map<String, Long>> result = new TreeMap<>();
    requests.forEach((operation, outcomes) -> result.put(operation, sums(outcomes)));
    return result;
  }

  public Map<String, Long> rejectedEvents() {
    return sums(rejectedEvents);
  }

  public long acceptedEvents() {
    return acceptedEvents.sum();
  }

  public long acceptedBytes() {
    return acceptedBytes.sum();
  }

  public long connections() {
    return connections.sum();
  }

  private static Map<String, Long> sums(Map<String, LongAdder> adders) {
    Map<String, Long> result = new TreeMap<>();
    adders.forEach((name, adder) -> result.put(name, adder.sum()));
    return result;
  }
}
