package io.ringtail.console.search;

import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.Arrivals;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.watch.BlockNotes;
import io.ringtail.console.watch.ProcessWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * The index beside an event store: it follows what the store accepts, and lets go of what the store
 * lets go of. The store is the truth; the index can be made again from it.
 *
 * <p>Threading: safe. Its threads are daemons named {@code ringtail-index-N}.
 */
public final class EventIndex implements AutoCloseable {
  private static final int BATCH_EVENTS = 8_000;
  private static final int BATCH_BLOCKS = 256;
  private static final long SHARD_EVENTS = 1_000_000;
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long MEASURE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long STOP_MILLIS = 5_000;

  static {
    // A word is looked for in each field that has been met, see Planner.
    IndexSearcher.setMaxClauseCount(100_000);
  }

  private final EventStore store;
  private final Arrivals arrivals;
  private final IndexSettings settings;
  private final ProcessWatch watch;
  private final ThreadPoolExecutor pool;
  private final Thread thread;
  private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
  private final Runnable wake;
  private volatile @Nullable Generation generation;
  private volatile boolean emptied;
  private volatile boolean stopping;
  private volatile @Nullable Throwable failure;
  private final IndexPace pace = new IndexPace();
  private volatile boolean caughtUp;
  private @Nullable TemporaryRoot temporary;
  private long committedNanos;
  private long measuredNanos;

  private EventIndex(EventStore store, IndexSettings settings, ProcessWatch watch) {
    this.store = store;
    this.arrivals = store.arrivals();
    this.settings = settings;
    this.watch = watch;
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            settings.threads(),
            settings.threads(),
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "ringtail-search-" + number.incrementAndGet()));
    pool.allowCoreThreadTimeOut(true);
    this.thread = daemon(this::run, "ringtail-index");
    this.wake = () -> LockSupport.unpark(thread);
  }

  /** Starts to index, in the background: the directory is opened there too. */
  public static EventIndex start(EventStore store, IndexSettings settings, ProcessWatch watch) {
    EventIndex index = new EventIndex(store, settings, watch);
    index.arrivals.listen(index.wake);
    index.thread.start();
    return index;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** The searches over it. */
  public Searches searches() {
    return new Searches(this, store);
  }

  ExecutorService pool() {
    return pool;
  }

  int threads() {
    return settings.threads();
  }

  /** The present shards; waits while they are being opened. */
  Generation generation() throws IOException {
    try {
      opened.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the index was being opened", e);
    } catch (ExecutionException e) {
      throw new IOException("the index could not be opened: " + e.getCause(), e);
    }
    Generation present = generation;
    Throwable failed = failure;
    if (present == null || failed != null) {
      throw new IOException("the index has failed: " + failed, failed);
    }
    return present;
  }

  /** How long the oldest event that is not yet in the index has been waiting; 0 where none is. */
  public long lagMillis(long nowMillis) {
    Generation present = generation;
    AcceptedBlock waiting = arrivals.after(present == null ? 0 : present.indexed());
    return waiting == null ? 0 : Math.max(0, nowMillis - waiting.ingestionTimeMillis());
  }

  /**
   * How long a sender should be kept waiting, so that what is accepted is found about a second
   * later; 0 where the index keeps up, and while it is first made from what was there before.
   */
  public long holdMillis() {
    Generation present = generation;
    if (present == null || !caughtUp || failure != null) {
      return 0;
    }
    AcceptedBlock waiting = arrivals.after(present.indexed());
    return waiting == null
        ? 0
        : pace.holdMillis(arrivals.acceptedEvents() - waiting.eventsBefore());
  }

  /** The number of the last block that a search begun now would see. */
  public long indexedArrival() {
    Generation present = generation;
    return present == null ? 0 : present.indexed();
  }

  /** Empties the index, as the store has been. */
  public void clear() {
    emptied = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    try {
      generation = open();
      opened.complete(true);
      List<BlockIndexer> indexers = indexers();
      while (!stopping) {
        if (emptied) {
          emptied = false;
          startOver();
          indexers = indexers();
        } else if (!indexBatch(generation(), indexers)) {
          LockSupport.parkNanos(this, IDLE_NANOS);
        }
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (!stopping) {
        failure = e;
        System.err.println(
            "ringtail-console: the search index has failed, events are still taken: " + e);
      }
      opened.completeExceptionally(e);
    }
  }

  private List<BlockIndexer> indexers() throws IOException {
    List<BlockIndexer> indexers = new ArrayList<>();
    for (int i = 0; i < settings.threads(); i++) {
      indexers.add(new BlockIndexer(generation()));
    }
    return indexers;
  }

  private Generation open() throws IOException {
    Path kept = settings.directory();
    if (kept != null) {
      return IndexRecovery.open(made(kept, 0), arrivals);
    }
    temporary = TemporaryRoot.create(Path.of(System.getProperty("java.io.tmpdir")));
    return made(temporary.path(), 0);
  }

  private Generation made(Path root, long indexed) {
    return new Generation(
        root,
        settings.directory() == null ? TemporaryDirectory::open : KeptDirectory::open,
        SHARD_EVENTS,
        settings.maxBytes(),
        settings.bufferBytes() / (1024.0 * 1024.0),
        indexed);
  }

  private void startOver() throws IOException {
    Generation old = generation();
    watch.clear();
    generation = made(old.path(), arrivals.first() - 1);
    old.close();
    old.delete();
  }

  /** Indexes what there is, up to a bound; false where there is nothing. */
  private boolean indexBatch(Generation into, List<BlockIndexer> indexers) throws IOException {
    into.evict(arrivals.first());
    List<AcceptedBlock> batch = new ArrayList<>();
    long events = 0;
    long last = into.indexed();
    while (events < BATCH_EVENTS && batch.size() < BATCH_BLOCKS) {
      AcceptedBlock next = arrivals.after(last);
      if (next == null) {
        break;
      }
      batch.add(next);
      events += next.count();
      last = next.arrival();
    }
    if (batch.isEmpty()) {
      caughtUp = true;
      tidyNowAndThen(into);
      return false;
    }
    long startNanos = System.nanoTime();
    IndexWriter writer = into.writer(batch.get(0).arrival());
    for (BlockNotes notes : indexed(batch, events, writer, indexers)) {
      watch.take(notes);
    }
    into.indexed(batch.get(batch.size() - 1), events);
    if (into.isToBeWritten()) {
      flush(writer);
    }
    tidyNowAndThen(into);
    pace.indexed(events, System.nanoTime() - startNanos);
    return true;
  }

  /**
   * Writes what is in memory. Each thread has a buffer of its own in the index: left to itself, one
   * would write its own while the others wait for it.
   */
  private void flush(IndexWriter writer) throws IOException {
    List<Future<Boolean>> others = new ArrayList<>();
    for (int i = 1; i < settings.threads(); i++) {
      others.add(pool.submit(writer::flushNextBuffer));
    }
    writer.flushNextBuffer();
    for (Future<Boolean> other : others) {
      await(other);
    }
  }

  private void tidyNowAndThen(Generation into) throws IOException {
    long nowNanos = System.nanoTime();
    if (nowNanos - measuredNanos > MEASURE_NANOS) {
      into.bound();
      measuredNanos = nowNanos;
    }
    if (settings.directory() != null && nowNanos - committedNanos > COMMIT_NANOS) {
      IndexWriter writer = into.uncommitted();
      if (writer != null) {
        flush(writer);
      }
      into.commit();
      committedNanos = nowNanos;
    }
  }

  private List<BlockNotes> indexed(
      List<AcceptedBlock> batch, long events, IndexWriter writer, List<BlockIndexer> indexers)
      throws IOException {
    List<Future<List<BlockNotes>>> parts = new ArrayList<>();
    List<BlockNotes> all = new ArrayList<>();
    List<AcceptedBlock> part = new ArrayList<>();
    long share = Math.max(500, events / indexers.size());
    long size = 0;
    for (AcceptedBlock block : batch) {
      part.add(block);
      size += block.count();
      if (size >= share && parts.size() < indexers.size() - 1) {
        parts.add(submit(part, writer, indexers.get(parts.size() + 1)));
        part = new ArrayList<>();
        size = 0;
      }
    }
    List<BlockNotes> own = indexPart(part, writer, indexers.get(0));
    for (Future<List<BlockNotes>> future : parts) {
      all.addAll(await(future));
    }
    all.addAll(own);
    return all;
  }

  private Future<List<BlockNotes>> submit(
      List<AcceptedBlock> part, IndexWriter writer, BlockIndexer indexer) {
    return pool.submit(() -> indexPart(part, writer, indexer));
  }

  private static List<BlockNotes> indexPart(
      List<AcceptedBlock> part, IndexWriter writer, BlockIndexer indexer) throws IOException {
    List<BlockNotes> notes = new ArrayList<>(part.size());
    for (AcceptedBlock block : part) {
      notes.add(indexer.index(block, writer));
    }
    return notes;
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("could not index: " + e.getCause(), e.getCause());
    }
  }

  /** Ends indexing and searches under way. */
  @Override
  public void close() {
    stopping = true;
    arrivals.ignore(wake);
    LockSupport.unpark(thread);
    try {
      thread.join(STOP_MILLIS);
      Generation last = generation;
      if (last != null) {
        if (settings.directory() != null && !thread.isAlive() && failure == null) {
          last.commit();
        }
        last.close();
      }
      pool.shutdown();
      TemporaryRoot root = temporary;
      if (root != null) {
        root.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("ringtail-console: the search index was not closed well: " + e);
    }
  }
}
