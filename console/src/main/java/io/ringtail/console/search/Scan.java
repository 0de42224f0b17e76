package io.ringtail.console.search;

import io.ringtail.console.query.Query;
import io.ringtail.console.store.EventPosition;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the events that match, on all threads.
 *
 * <p>Threading: safe; a {@link View} belongs to one thread.
 */
final class Scan {
  /**
   * @param exact false where the time was up before all candidates had been read
   * @param searchedFromMillis all events from here on have been looked at
   */
  record Result<T>(T tally, boolean exact, long searchedFromMillis) {}

  private final EventIndex index;
  private final EventStore store;
  private final LeafStats.Cache stats = new LeafStats.Cache();

  Scan(EventIndex index, EventStore store) {
    this.index = index;
    this.store = store;
  }

  View view() throws IOException {
    Generation generation = index.generation();
    return new View(generation.snapshot(), generation.series(), generation.keywords());
  }

  /** The index at one moment. */
  final class View implements AutoCloseable {
    private final Snapshot snapshot;
    private final SeriesTable series;
    private final KeywordTable keywords;
    private final long firstArrival = store.arrivals().first();

    private View(Snapshot snapshot, SeriesTable series, KeywordTable keywords) {
      this.snapshot = snapshot;
      this.series = series;
      this.keywords = keywords;
    }

    SeriesTable series() {
      return series;
    }

    long arrival() {
      return snapshot.arrival();
    }

    /** The part of the range in which there are events. */
    TimeRange clipped(TimeRange range) throws IOException {
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      for (LeafReaderContext leaf : snapshot.leaves()) {
        LeafStats of = stats.of(leaf.reader());
        if (of.maxArrival() >= firstArrival) {
          min = Math.min(min, of.minMillis());
          max = Math.max(max, of.maxMillis());
        }
      }
      if (min > max) {
        min = 0;
        max = 0;
      }
      long from = range.startMillis() == 0 ? min : range.startMillis();
      long to = range.endMillis() == Long.MAX_VALUE ? Math.max(max, from) + 1 : range.endMillis();
      return new TimeRange(from, Math.max(from, to));
    }

    /**
     * @param before where set, events at or after it are counted only if that costs nothing
     */
    <T extends Tally<T>> Result<T> run(
        Query query, TimeRange range, Supplier<T> tallies, @Nullable EventPosition before)
        throws IOException {
      Plan plan = new Planner(series, keywords).plan(query);
      IndexSearcher searcher = snapshot.searcher();
      Weight weight =
          searcher.createWeight(
              searcher.rewrite(plan.candidates()), ScoreMode.COMPLETE_NO_SCORES, 1);
      List<LeafScan> scans = scans(weight, range);
      if (plan.exact()) {
        return new Result<>(counted(scans, tallies), true, range.startMillis());
      }
      TimeRange left =
          before == null
              ? range
              : new TimeRange(
                  range.startMillis(), Math.min(range.endMillis(), before.timestampMillis() + 1));
      Candidates candidates = counted(scans(weight, left), Candidates::new);
      return new Verification(store, index).run(query, candidates, tallies, left.startMillis());
    }

    private List<LeafScan> scans(Weight weight, TimeRange range) throws IOException {
      List<LeafScan> scans = new ArrayList<>();
      for (LeafReaderContext leaf : snapshot.leaves()) {
        LeafStats of = stats.of(leaf.reader());
        if (of.maxArrival() >= firstArrival
            && of.maxMillis() >= range.startMillis()
            && of.minMillis() < range.endMillis()) {
          scans.add(new LeafScan(weight, leaf, of, range, firstArrival));
        }
      }
      return scans;
    }

    private <T extends Tally<T>> T counted(List<LeafScan> scans, Supplier<T> tallies)
        throws IOException {
      int threads = Math.min(index.threads(), scans.size());
      List<List<LeafScan>> shares = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        shares.add(new ArrayList<>());
      }
      long[] sizes = new long[threads];
      scans.sort(Comparator.comparingInt(LeafScan::size).reversed());
      for (LeafScan scan : scans) {
        int least = 0;
        for (int i = 1; i < threads; i++) {
          least = sizes[i] < sizes[least] ? i : least;
        }
        shares.get(least).add(scan);
        sizes[least] += scan.size();
      }
      List<Future<T>> others = new ArrayList<>();
      for (int i = 1; i < threads; i++) {
        List<LeafScan> share = shares.get(i);
        others.add(index.pool().submit(() -> scanned(share, tallies.get())));
      }
      T tally = tallies.get();
      if (threads > 0) {
        scanned(shares.get(0), tally);
      }
      for (Future<T> other : others) {
        tally.merge(await(other));
      }
      return tally;
    }

    @Override
    public void close() throws IOException {
      snapshot.release();
    }
  }

  private static <T extends Tally<T>> T scanned(List<LeafScan> scans, T tally) throws IOException {
    for (LeafScan scan : scans) {
      scan.run(tally);
    }
    return tally;
  }

  static <T> T await(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("the search has failed: " + e.getCause(), e.getCause());
    }
  }
}
