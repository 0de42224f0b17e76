package io.ringtail.console.search;

import io.ringtail.console.store.AcceptedBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * The shards of an index from its beginning to the next time it is emptied.
 *
 * <p>Threading: changed by one thread; {@link #snapshot} may be taken by any.
 */
final class Generation {
  /** Opens the directory of a shard. */
  @FunctionalInterface
  interface Opener {
    Directory open(Path path) throws IOException;
  }

  /** So that a part of what is held is a small one. */
  private static final int SHARDS_IN_BOUND = 8;

  private static final String KEYWORDS = "keywords";

  private final SeriesTable series = new SeriesTable();
  private final Columns columns = new Columns();
  private final KeywordTable keywords = new KeywordTable();
  private final Path path;
  private final Opener opener;
  private final long shardEvents;
  private final long maxBytes;
  private final double bufferMegabytes;
  private final ArrayDeque<Shard> shards = new ArrayDeque<>();
  private final List<Path> closedPaths = new ArrayList<>();
  private int keptKeywords = -1;
  private volatile long indexed;
  private boolean newestIsFull;
  private @Nullable Snapshot snapshot;
  private boolean closed;

  Generation(
      Path path,
      Opener opener,
      long shardEvents,
      long maxBytes,
      double bufferMegabytes,
      long indexed) {
    this.path = path;
    this.opener = opener;
    this.shardEvents = shardEvents;
    this.maxBytes = maxBytes;
    this.bufferMegabytes = bufferMegabytes;
    this.indexed = indexed;
  }

  SeriesTable series() {
    return series;
  }

  Columns columns() {
    return columns;
  }

  KeywordTable keywords() {
    return keywords;
  }

  /** The number of the last block that is in the index, or gone. */
  long indexed() {
    return indexed;
  }

  /** Where the next blocks go. */
  IndexWriter writer(long nextArrival) throws IOException {
    Shard newest = shards.peekLast();
    if (newest == null || isFull(newest)) {
      synchronized (this) {
        if (newest != null) {
          commit();
          newest.seal();
        }
        Path place = path.resolve(String.format("%019d", nextArrival));
        newest = Shard.create(place, opener.open(place), nextArrival, bufferMegabytes);
        shards.add(newest);
        newestIsFull = false;
      }
    }
    return newest.writer();
  }

  /** Whether what is in memory should be written: there is much of it, or the shard is full. */
  boolean isToBeWritten() {
    Shard newest = shards.peekLast();
    return newest != null
        && (isFull(newest) || newest.bufferedBytes() > bufferMegabytes * 1024 * 1024);
  }

  private boolean isFull(Shard newest) {
    return newestIsFull || newest.events() >= shardEvents;
  }

  /** Of the newest shard, where something has been indexed since the last commit; or null. */
  @Nullable IndexWriter uncommitted() {
    Shard newest = shards.peekLast();
    return newest == null || newest.isCommitted() ? null : newest.writer();
  }

  void indexed(AcceptedBlock last, long events) {
    Shard newest = shards.peekLast();
    if (newest != null) {
      newest.indexed(last, events);
    }
    indexed = last.arrival();
  }

  /** Makes what is indexed outlive a kill, where the directory is kept. */
  void commit() throws IOException {
    Shard newest = shards.peekLast();
    if (newest != null) {
      int present = keywords.size();
      if (present != keptKeywords) {
        keywords.write(path.resolve(KEYWORDS));
        keptKeywords = present;
      }
      newest.commit();
    }
  }

  /** Takes the keywords of an earlier run. */
  void adoptKeywords() throws IOException {
    keywords.read(path.resolve(KEYWORDS));
    keptKeywords = keywords.size();
  }

  /** Takes a shard of an earlier run; the oldest comes first. */
  void adopt(Shard shard) {
    shards.add(shard);
    indexed = shard.lastArrival();
  }

  /** Goes on in the last shard that was adopted. */
  void resume() throws IOException {
    Shard newest = shards.peekLast();
    if (newest != null) {
      newest.append(bufferMegabytes);
    }
  }

  List<Shard> shards() {
    return List.copyOf(shards);
  }

  Path path() {
    return path;
  }

  /** Lets go of shards whose blocks the store no longer has. */
  synchronized void evict(long firstHeld) throws IOException {
    while (shards.size() > 1 && shards.getFirst().lastArrival() < firstHeld) {
      dropOldest();
    }
  }

  /** Lets go of the oldest shards where the files of all are too large. */
  synchronized void bound() throws IOException {
    long bytes = 0;
    long newestBytes = 0;
    for (Shard shard : shards) {
      newestBytes = shard.fileBytes();
      bytes += newestBytes;
    }
    newestIsFull = newestBytes > maxBytes / SHARDS_IN_BOUND;
    while (shards.size() > 1 && bytes > maxBytes) {
      bytes -= shards.getFirst().fileBytes();
      dropOldest();
    }
  }

  private void dropOldest() throws IOException {
    Shard oldest = shards.removeFirst();
    dropSnapshot();
    oldest.close();
    Trees.delete(oldest.path());
  }

  /** The index as it is; to be released. */
  synchronized Snapshot snapshot() throws IOException {
    if (closed) {
      throw new IOException("the index is closed");
    }
    Snapshot present = snapshot;
    long now = indexed;
    if (present == null || present.arrival() != now) {
      List<DirectoryReader> readers = new ArrayList<>();
      for (Shard shard : shards) {
        readers.add(shard.refreshed());
      }
      Snapshot newer = new Snapshot(readers, now);
      dropSnapshot();
      snapshot = newer;
      present = newer;
    }
    if (!present.tryUse()) {
      throw new IOException("the index is closed");
    }
    return present;
  }

  private void dropSnapshot() throws IOException {
    if (snapshot != null) {
      snapshot.release();
      snapshot = null;
    }
  }

  /** Deletes the files of all shards; to be called after {@link #close}. */
  void delete() throws IOException {
    for (Path each : closedPaths) {
      Trees.delete(each);
    }
  }

  synchronized void close() throws IOException {
    closed = true;
    dropSnapshot();
    for (Shard shard : shards) {
      shard.close();
      closedPaths.add(shard.path());
    }
    shards.clear();
  }
}
