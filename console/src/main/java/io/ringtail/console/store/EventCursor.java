package io.ringtail.console.store;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the events of some streams in the order of timestamp, then arrival, or backwards.
 *
 * <p>A merge: one queue holds, per stream, the next block that has not been opened and all that
 * overlap the present time. A block is read only when its turn comes.
 *
 * <p>Threading: one thread; the store may change meanwhile.
 */
public final class EventCursor {
  private static final Comparator<Run> ASCENDING =
      Comparator.comparingLong((Run run) -> run.keyMillis)
          .thenComparingLong(run -> run.block.arrival())
          .thenComparingInt(run -> run.index);

  private final boolean forward;
  private final EventPosition boundary;
  private final TimeRange range;
  private final PriorityQueue<Run> queue;
  private @Nullable Run current;

  private EventCursor(boolean forward, EventPosition boundary, TimeRange range) {
    this.forward = forward;
    this.boundary = boundary;
    this.range = range;
    this.queue = new PriorityQueue<>(forward ? ASCENDING : ASCENDING.reversed());
  }

  /** Events at or after {@code from}, the earliest first. */
  public static EventCursor forward(
      Collection<LogStream> streams, EventPosition from, TimeRange range) {
    EventPosition start = EventPosition.startOf(range.startMillis());
    EventCursor cursor = new EventCursor(true, from.compareTo(start) < 0 ? start : from, range);
    Block probe = probe(cursor.boundary.timestampMillis() - EventStore.MAX_SPAN_MILLIS);
    for (LogStream stream : streams) {
      cursor.advance(stream, stream.byFirst().tailSet(probe).iterator());
    }
    return cursor;
  }

  /** Events before {@code before}, the latest first. */
  public static EventCursor backward(
      Collection<LogStream> streams, EventPosition before, TimeRange range) {
    EventPosition end = EventPosition.startOf(range.endMillis());
    EventCursor cursor = new EventCursor(false, before.compareTo(end) > 0 ? end : before, range);
    long latest = cursor.boundary.timestampMillis();
    long reach = latest + Math.min(EventStore.MAX_SPAN_MILLIS, Long.MAX_VALUE - latest - 1);
    for (LogStream stream : streams) {
      cursor.advance(stream, stream.byLast().headSet(probe(reach + 1)).descendingIterator());
    }
    return cursor;
  }

  /** Goes to the next event; false at the end. */
  public boolean next() {
    Run last = current;
    current = null;
    if (last != null && last.step(forward ? 1 : -1)) {
      queue.add(last);
    }
    while (!queue.isEmpty()) {
      Run top = queue.remove();
      if (forward ? top.keyMillis >= range.endMillis() : top.keyMillis < range.startMillis()) {
        queue.clear();
      } else if (top.events != null) {
        current = top;
        return true;
      } else {
        advance(top.stream, top.following);
        if (top.open(load(top.block), forward, boundary)) {
          queue.add(top);
        }
      }
    }
    return false;
  }

  /** Of the event at which {@link #next()} has arrived. */
  public EventPosition position() {
    Run run = here();
    return new EventPosition(run.keyMillis, run.block.arrival(), run.index);
  }

  public String message() {
    Run run = here();
    return run.opened().message(run.index);
  }

  public int messageBytes() {
    Run run = here();
    return run.opened().messageLength(run.index);
  }

  /** The event as it is now, for use after the cursor has moved on. */
  public Snapshot snapshot() {
    Run run = here();
    return new Snapshot(run.stream, position(), run.block.ingestionTimeMillis(), run.opened());
  }

  /**
   * An event that a cursor has come across.
   *
   * @param events the block that holds it, at the position's index
   */
  public record Snapshot(
      LogStream stream, EventPosition position, long ingestionTimeMillis, PackedEvents events) {

    public StoredEvent event() {
      return new StoredEvent(
          stream.name(),
          position.timestampMillis(),
          ingestionTimeMillis,
          events.message(position.index()),
          position.eventId());
    }
  }

  private Run here() {
    if (current == null) {
      throw new IllegalStateException("not at an event: next() has not returned true");
    }
    return current;
  }

  private void advance(LogStream stream, Iterator<Block> following) {
    while (following.hasNext()) {
      Block block = following.next();
      boolean reaches =
          forward
              ? block.lastMillis() >= boundary.timestampMillis()
              : block.firstMillis() <= boundary.timestampMillis();
      if (reaches) {
        queue.add(new Run(stream, block, following, forward));
        return;
      }
    }
  }

  private static PackedEvents load(Block block) {
    try {
      return block.content().load();
    } catch (IOException e) {
      throw new StoreException("cannot read stored events: " + e.getMessage(), e);
    }
  }

  private static Block probe(long millis) {
    return new Block(0, 0, millis, millis, 0, 0, 0, PackedEvents::none);
  }

  /** A block on its way through the queue. */
  private static final class Run {
    final LogStream stream;
    final Block block;
    final Iterator<Block> following;
    @Nullable PackedEvents events;
    int index = -1;
    long keyMillis;

    Run(LogStream stream, Block block, Iterator<Block> following, boolean forward) {
      this.stream = stream;
      this.block = block;
      this.following = following;
      this.keyMillis = forward ? block.firstMillis() : block.lastMillis();
      if (!forward) {
        this.index = Integer.MAX_VALUE;
      }
    }

    boolean open(PackedEvents loaded, boolean forward, EventPosition boundary) {
      events = loaded;
      int firstAtOrAfter = firstAtOrAfter(loaded, boundary);
      index = forward ? firstAtOrAfter - 1 : firstAtOrAfter;
      return step(forward ? 1 : -1);
    }

    boolean step(int by) {
      index += by;
      PackedEvents opened = opened();
      if (index < 0 || index >= opened.count()) {
        return false;
      }
      keyMillis = opened.timestampMillis(index);
      return true;
    }

    PackedEvents opened() {
      if (events == null) {
        throw new IllegalStateException("block " + block.arrival() + " has not been opened");
      }
      return events;
    }

    private int firstAtOrAfter(PackedEvents loaded, EventPosition boundary) {
      int low = 0;
      int high = loaded.count();
      while (low < high) {
        int middle = (low + high) >>> 1;
        EventPosition position =
            new EventPosition(loaded.timestampMillis(middle), block.arrival(), middle);
        if (position.compareTo(boundary) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
