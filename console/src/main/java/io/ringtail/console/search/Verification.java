package io.ringtail.console.search;

import io.ringtail.console.event.EventReader;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.query.Matcher;
import io.ringtail.console.query.Query;
import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.PackedEvents;
import io.ringtail.console.store.StreamId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads candidates, the newest first, for as long as a user waits.
 *
 * <p>Threading: one thread, which uses the index's others.
 */
final class Verification {
  private static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final int CHUNK = 1_024;

  private final EventStore store;
  private final EventIndex index;

  Verification(EventStore store, EventIndex index) {
    this.store = store;
    this.index = index;
  }

  <T extends Tally<T>> Scan.Result<T> run(
      Query query, Candidates candidates, Supplier<T> tallies, long fromMillis) throws IOException {
    long deadlineNanos = System.nanoTime() + MAX_NANOS;
    int[] order = candidates.newestFirst();
    AtomicInteger nextChunk = new AtomicInteger();
    List<Future<T>> others = new ArrayList<>();
    for (int i = 1; i < index.threads(); i++) {
      others.add(
          index
              .pool()
              .submit(
                  () ->
                      chunks(
                          new Reading(query, candidates),
                          order,
                          nextChunk,
                          deadlineNanos,
                          tallies.get())));
    }
    Reading reading = new Reading(query, candidates);
    T tally = chunks(reading, order, nextChunk, deadlineNanos, tallies.get());
    for (Future<T> other : others) {
      tally.merge(Scan.await(other));
    }
    // Chunks are taken in order and never left, so that all before this place are done.
    int done = (int) Math.min(order.length, (long) nextChunk.get() * CHUNK);
    while (done > 0
        && done < order.length
        && candidates.millis(order[done]) == candidates.millis(order[done - 1])) {
      reading.read(order[done++], tally);
    }
    boolean exact = done == order.length && !candidates.isOverflown();
    long searchedFrom = exact || done == 0 ? fromMillis : candidates.millis(order[done - 1]);
    return new Scan.Result<>(tally, exact, searchedFrom);
  }

  private <T extends Tally<T>> T chunks(
      Reading reading, int[] order, AtomicInteger nextChunk, long deadlineNanos, T tally) {
    while (true) {
      int chunk = nextChunk.get();
      long start = (long) chunk * CHUNK;
      if (start >= order.length || (chunk > 0 && System.nanoTime() > deadlineNanos)) {
        return tally;
      }
      if (nextChunk.compareAndSet(chunk, chunk + 1)) {
        for (int i = (int) start; i < Math.min(order.length, start + CHUNK); i++) {
          reading.read(order[i], tally);
        }
      }
    }
  }

  /** One thread's reading; neighbours in time mostly stand in few blocks. */
  private final class Reading {
    private static final int KEPT_BLOCKS = 64;

    private final Query query;
    private final Candidates candidates;
    private final EventReader reader = new EventReader();
    private final Map<Long, PackedEvents> blocks =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, PackedEvents> eldest) {
            return size() > KEPT_BLOCKS;
          }
        };

    Reading(Query query, Candidates candidates) {
      this.query = query;
      this.candidates = candidates;
    }

    void read(int candidate, Tally<?> tally) {
      long position = candidates.position(candidate);
      AcceptedBlock block = store.arrivals().at(Fields.arrival(position));
      PackedEvents events = block == null ? null : events(block);
      int at = Fields.index(position);
      if (block == null || events == null || at >= events.count()) {
        return;
      }
      StreamId stream = block.stream().id();
      LogEvent event =
          reader.read(
              stream.group(),
              stream.stream(),
              events.array(),
              events.messageOffset(at),
              events.messageLength(at));
      long millis = candidates.millis(candidate);
      if (Matcher.matches(query, event, millis)) {
        tally.take(millis, candidates.series(candidate), position);
      }
    }

    private @Nullable PackedEvents events(AcceptedBlock block) {
      return blocks.computeIfAbsent(block.arrival(), arrival -> block.load());
    }
  }
}
