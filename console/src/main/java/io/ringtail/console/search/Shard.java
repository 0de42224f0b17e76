package io.ringtail.console.search;

import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.Arrivals;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
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
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final String FINGERPRINT = "fingerprint";
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
  private String fingerprint = "";
  private boolean isCommitted;
  private long sealedBytes;

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

  /**
   * @param bufferMegabytes at which the owner has the buffers written
   */
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
        // Beyond what the owner allows: else each thread would write its buffer by itself.
        .setRAMBufferSizeMB(2 * bufferMegabytes)
        .setUseCompoundFile(false)
        .setCommitOnClose(false)
        .setMergePolicy(merging)
        .setMergeScheduler(scheduler);
  }

  /** Opens what an earlier run has committed; throws where it is not whole. */
  static Shard reopen(Path path, Directory directory) throws IOException {
    DirectoryReader reader = DirectoryReader.open(directory);
    try {
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
      Map<String, String> note = reader.getIndexCommit().getUserData();
      Shard shard = new Shard(path, directory, number(note, FIRST));
      shard.lastArrival = number(note, LAST);
      shard.events = reader.numDocs();
      shard.fingerprint = note.getOrDefault(FINGERPRINT, "");
      shard.reader = reader;
      return shard;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static long number(Map<String, String> note, String name) throws IOException {
    try {
      return Long.parseLong(note.getOrDefault(name, ""));
    } catch (NumberFormatException e) {
      throw new IOException("the commit does not say its " + name, e);
    }
  }

  /** Goes on writing to a shard that was opened again. */
  void append(double bufferMegabytes) throws IOException {
    if (reader != null) {
      reader.decRef();
      reader = null;
    }
    writer = new IndexWriter(directory, config(bufferMegabytes));
  }

  /** Whether the store holds the blocks that this was made from, as far as can be seen. */
  boolean isOf(Arrivals arrivals) {
    AcceptedBlock last = arrivals.at(lastArrival);
    return last == null
        ? lastArrival < arrivals.first() && lastArrival <= arrivals.last()
        : last.fingerprint().equals(fingerprint);
  }

  IndexWriter writer() {
    IndexWriter open = writer;
    if (open == null) {
      throw new IllegalStateException("the shard at " + path + " is full");
    }
    return open;
  }

  void indexed(AcceptedBlock last, long more) {
    lastArrival = last.arrival();
    fingerprint = last.fingerprint();
    events += more;
    isCommitted = false;
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

  /** The bytes of its files, of merges under way too. */
  long fileBytes() throws IOException {
    if (writer == null && sealedBytes > 0) {
      return sealedBytes;
    }
    long bytes = 0;
    for (String name : directory.listAll()) {
      try {
        bytes += directory.fileLength(name);
      } catch (NoSuchFileException | FileNotFoundException merged) {
        // Into another.
      }
    }
    sealedBytes = bytes;
    return bytes;
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

  /** In memory, not yet in files. */
  long bufferedBytes() {
    return writer == null ? 0 : writer.ramBytesUsed();
  }

  boolean isCommitted() {
    return writer == null || isCommitted;
  }

  /** Makes what has been written last, as far as the directory keeps it. */
  void commit() throws IOException {
    if (writer == null || isCommitted) {
      return;
    }
    Map<String, String> note = new HashMap<>();
    note.put(FIRST, Long.toString(firstArrival));
    note.put(LAST, Long.toString(lastArrival));
    note.put(FINGERPRINT, fingerprint);
    IndexWriter open = writer();
    open.setLiveCommitData(note.entrySet());
    open.commit();
    isCommitted = true;
  }

  /** Takes no more. */
  void seal() throws IOException {
    commit();
    writer().close();
    sealedBytes = 0;
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
