package io.ringtail.console.search;

import io.ringtail.console.query.FieldNames.Label;
import io.ringtail.console.query.Query;
import io.ringtail.console.store.EventPosition;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The questions that the page asks.
 *
 * <p>Threading: safe.
 */
public final class Searches {
  /** A histogram has no more keys than can be told apart, {@link #OTHER} beside them. */
  public static final int MAX_KEYS = 8;

  public static final String OTHER = "other";

  private static final int MAX_COUNTED_KEYS = 1_000;
  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

  /**
   * @param newest first
   * @param next from where to go on; null at the end
   * @param total of all that match; where not {@code exact}, of those that were looked at
   * @param arrival the last block that the search has seen
   */
  public record Events(
      List<EventPosition> newest,
      @Nullable EventPosition next,
      long total,
      boolean exact,
      long arrival) {}

  /**
   * @param counts by bucket, then by key
   */
  public record Histogram(
      long fromMillis,
      long toMillis,
      long intervalMillis,
      long firstBucketMillis,
      List<String> keys,
      List<long[]> counts,
      long total,
      boolean exact) {}

  public record Count(String value, long events) {}

  /**
   * @param others events with other values than those listed
   */
  public record Facet(String field, List<Count> values, long others) {}

  public record Facets(List<Facet> facets, long total, boolean exact) {}

  private final EventIndex index;
  private final Scan scan;

  Searches(EventIndex index, EventStore store) {
    this.index = index;
    this.scan = new Scan(index, store);
  }

  /** The newest {@code limit} events before {@code before}. */
  public Events events(Query query, TimeRange range, int limit, @Nullable EventPosition before)
      throws IOException {
    try (Scan.View view = scan.view()) {
      Scan.Result<TopTally> result =
          view.run(query, range, () -> new TopTally(limit, before), before);
      List<EventPosition> newest = result.tally().newest();
      EventPosition next = null;
      if (newest.size() == limit && limit > 0) {
        next = newest.get(newest.size() - 1);
      } else if (!result.exact()) {
        next = EventPosition.startOf(result.searchedFromMillis());
      }
      return new Events(newest, next, result.tally().total(), result.exact(), view.arrival());
    }
  }

  /** Counts in at most {@code maxBuckets} + 1 intervals of a round length. */
  public Histogram histogram(Query query, TimeRange range, Label by, int maxBuckets)
      throws IOException {
    try (Scan.View view = scan.view()) {
      TimeRange bounds = view.clipped(range);
      long interval =
          Intervals.round(Math.max(1, bounds.endMillis() - bounds.startMillis()), maxBuckets);
      long first = Math.floorDiv(bounds.startMillis(), interval) * interval;
      int buckets = (int) Math.max(0, (bounds.endMillis() - 1 - first) / interval + 1);
      List<String> names = new ArrayList<>();
      int[] keyOfSeries = keys(view.series(), by, names);
      Scan.Result<HistogramTally> result =
          view.run(
              query,
              bounds,
              () -> new HistogramTally(first, interval, buckets, keyOfSeries, names.size() + 1),
              null);
      return histogram(by, bounds, interval, first, buckets, names, result);
    }
  }

  private static Histogram histogram(
      Label by,
      TimeRange bounds,
      long interval,
      long first,
      int buckets,
      List<String> names,
      Scan.Result<HistogramTally> result) {
    HistogramTally tally = result.tally();
    long[] totals = new long[names.size()];
    for (int bucket = 0; bucket < buckets; bucket++) {
      for (int key = 0; key < totals.length; key++) {
        totals[key] += tally.count(bucket, key);
      }
    }
    List<Integer> kept = new ArrayList<>();
    for (int key = 0; key < totals.length; key++) {
      if (totals[key] > 0) {
        kept.add(key);
      }
    }
    kept.sort(Comparator.comparingLong((Integer key) -> -totals[key]));
    if (kept.size() > MAX_KEYS) {
      kept = new ArrayList<>(kept.subList(0, MAX_KEYS));
    }
    kept.sort(Comparator.comparing(names::get, order(by)));
    List<long[]> counts = new ArrayList<>(buckets);
    boolean others = false;
    for (int bucket = 0; bucket < buckets; bucket++) {
      long[] row = new long[kept.size() + 1];
      for (int key = 0; key <= totals.length; key++) {
        int place = kept.indexOf(key);
        row[place < 0 ? kept.size() : place] += tally.count(bucket, key);
      }
      others |= row[kept.size()] > 0;
      counts.add(row);
    }
    List<String> keys = new ArrayList<>(kept.stream().map(names::get).toList());
    if (others) {
      keys.add(OTHER);
    } else {
      counts.replaceAll(row -> java.util.Arrays.copyOf(row, row.length - 1));
    }
    return new Histogram(
        bounds.startMillis(),
        bounds.endMillis(),
        interval,
        first,
        keys,
        counts,
        tally.total(),
        result.exact());
  }

  private static Comparator<String> order(Label by) {
    return by == Label.LEVEL
        ? Comparator.comparingInt((String level) -> LEVELS.indexOf(level))
            .thenComparing(Comparator.naturalOrder())
        : by == Label.STREAM ? Comparator.reverseOrder() : Comparator.naturalOrder();
  }

  private static int[] keys(SeriesTable series, Label by, List<String> names) {
    int size = series.size();
    int[] keys = new int[size];
    Map<String, Integer> known = new HashMap<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String value = series.at(i).label(by);
      Integer key = value == null ? null : known.get(value);
      if (key == null && value != null && names.size() < MAX_COUNTED_KEYS) {
        key = names.size();
        names.add(value);
        known.put(value, key);
      }
      if (key == null) {
        others.add(i);
      } else {
        keys[i] = key;
      }
    }
    others.forEach(i -> keys[i] = names.size());
    return keys;
  }

  /** The values of each label with the most events, {@code size} at most. */
  public Facets facets(Query query, TimeRange range, List<Label> labels, int size)
      throws IOException {
    try (Scan.View view = scan.view()) {
      SeriesTable series = view.series();
      Scan.Result<SeriesTally> result =
          view.run(query, range, () -> new SeriesTally(series.size()), null);
      SeriesTally tally = result.tally();
      long total = 0;
      for (int i = 0; i < tally.size(); i++) {
        total += tally.count(i);
      }
      List<Facet> facets = labels.stream().map(label -> facet(label, tally, series, size)).toList();
      return new Facets(facets, total, result.exact());
    }
  }

  private static Facet facet(Label label, SeriesTally tally, SeriesTable series, int size) {
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < tally.size(); i++) {
      if (tally.count(i) > 0) {
        String value = series.at(i).label(label);
        if (value != null) {
          counts.merge(value, tally.count(i), Long::sum);
        }
      }
    }
    List<Count> all =
        counts.entrySet().stream()
            .map(entry -> new Count(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingLong((Count count) -> -count.events())
                    .thenComparing(Count::value))
            .toList();
    List<Count> listed = all.subList(0, Math.min(size, all.size()));
    long others = all.subList(listed.size(), all.size()).stream().mapToLong(Count::events).sum();
    return new Facet(label.word(), listed, others);
  }

  /** The number of the last block that a search begun now would see. */
  public long indexedArrival() {
    return Objects.requireNonNull(index).indexedArrival();
  }
}
