package io.ringtail.console.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * The index of a run of blocks. Written until it is full, then only read, and deleted as a whole
 * when the store has let go of its last block.
 *
 * <p>Threading: {@link #writer()} may be used by several threads; the rest belongs to one.
 */
final class Shard {
  private static final int MERGE_FACTOR = 10;

  /** Larger parts stay as they are: to merge them costs more than it saves a search. */
  private static final int MAX_MERGED_DOCS = 150_000;

  private static final int MIN_MERGED_DOCS = 2_000;

  private final Path path;
  private final Directory directory;
  private final long firstArrival;
  private @Nullable IndexWriter writer;
  private @Nullable DirectoryReader reader;
  private long lastArrival;
  private long events;

  private Shard(Path path, Directory directory, long firstArrival) {
    this.path = path;
    this.directory = directory;
    this.firstArrival = firstArrival;
    this.lastArrival = firstArrival - 1;
  }

  /** Begins a shard whose first block is {@code firstArrival} or a later one. */
  static Shard create(Path path, Directory directory, long firstArrival, double bufferMegabytes)
      throws IOException {
    Shard shard = new Shard(path, directory, firstArrival);
    shard.writer = new IndexWriter(directory, config(bufferMegabytes));
    return shard;
  }

  private static IndexWriterConfig config(double bufferMegabytes) {
    LogDocMergePolicy merging = new LogDocMergePolicy();
    merging.setMergeFactor(MERGE_FACTOR);
    merging.setMinMergeDocs(MIN_MERGED_DOCS);
    merging.setMaxMergeDocs(MAX_MERGED_DOCS);
    merging.setNoCFSRatio(0);
    ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
    scheduler.setMaxMergesAndThreads(6, 1);
    scheduler.disableAutoIOThrottle();
    return new IndexWriterConfig()
        .setRAMBufferSizeMB(bufferMegabytes)
        .setUseCompoundFile(false)
        .setCommitOnClose(false)
        .setMergePolicy(merging)
        .setMergeScheduler(scheduler);
  }

  IndexWriter writer() {
    IndexWriter open = writer;
    if (open == null) {
      throw new IllegalStateException("the shard at " + path + " is full");
    }
    return open;
  }

  void indexed(long arrival, long more) {
    lastArrival = arrival;
    events += more;
  }

  long firstArrival() {
    return firstArrival;
  }

  long lastArrival() {
    return lastArrival;
  }

  long events() {
    return events;
  }

  Path path() {
    return path;
  }

  /** What can be read of it now; belongs to the shard. */
  DirectoryReader refreshed() throws IOException {
    DirectoryReader present = reader;
    if (present == null) {
      present = DirectoryReader.open(writer());
    } else if (writer != null) {
      DirectoryReader newer = DirectoryReader.openIfChanged(present, writer, false);
      if (newer != null) {
        present.decRef();
        present = newer;
      }
    }
    reader = present;
    return present;
  }

  /** Makes what has been written last, as far as the directory keeps it. */
  void commit(Map<String, String> note) throws IOException {
    IndexWriter open = writer();
    open.setLiveCommitData(note.entrySet());
    open.commit();
  }

  /** Takes no more. */
  void seal(Map<String, String> note) throws IOException {
    commit(note);
    writer().close();
    if (reader != null) {
      reader.decRef();
    }
    reader = DirectoryReader.open(directory);
    writer = null;
  }

  void close() throws IOException {
    if (reader != null) {
      reader.decRef();
      reader = null;
    }
    if (writer != null) {
      writer.rollback();
      writer = null;
    }
    directory.close();
  }
}
