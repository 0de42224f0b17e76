package io.ringtail.console.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in segment files and only their index on the heap. At the bound the oldest segment
 * is deleted as a whole. Survives a kill at any moment: a torn tail is cut off at the next start.
 *
 * <p>Threading: one lock for what changes; readers lock only the segment they read.
 */
public final class FileStore implements EventStore {
  /** Room for several batches of the greatest size. */
  public static final long MIN_DISK_BYTES = 16L * 1024 * 1024;

  private static final long MAX_SEGMENT_BYTES = 64L * 1024 * 1024;
  private static final int SEGMENTS_PER_STORE = 8;

  private final Path directory;
  private final long maxBytes;
  private final long maxSegmentBytes;
  private final FileChannel ownership;
  private final Object lock = new Object();
  private final Catalog catalog = new Catalog();
  private final ArrayDeque<Segment> segments = new ArrayDeque<>();
  private CatalogFile catalogFile;
  private long arrivals;
  private long heldBytes;
  private long heldEvents;
  private long evictedEvents;

  private FileStore(Path directory, long maxBytes, FileChannel ownership) throws IOException {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.maxSegmentBytes = Math.min(MAX_SEGMENT_BYTES, maxBytes / SEGMENTS_PER_STORE);
    this.ownership = ownership;
    CatalogFile.readInto(catalogPath(), catalog);
    recover();
    this.catalogFile = CatalogFile.rewrite(catalogPath(), catalog);
  }

  /**
   * Opens or makes the store.
   *
   * @param maxBytes of segment files, at least {@link #MIN_DISK_BYTES}
   * @throws IOException where the directory cannot be used, or is in use by another process
   */
  public static FileStore open(Path directory, long maxBytes) throws IOException {
    FileChannel ownership;
    try {
      Files.createDirectories(directory);
      ownership = DirectoryLock.take(directory);
    } catch (FileSystemException e) {
      // Its message is often the bare path; the type says what is wrong with it.
      throw new IOException("the data directory " + directory + " cannot be used: " + e, e);
    }
    try {
      return new FileStore(directory, maxBytes, ownership);
    } catch (IOException | RuntimeException e) {
      ownership.close();
      throw e;
    }
  }

  private void recover() throws IOException {
    SegmentRecovery recovery = new SegmentRecovery(catalog);
    for (Path path : SegmentRecovery.segmentFiles(directory)) {
      Segment segment = recovery.recover(path);
      segments.add(segment);
      heldBytes += segment.sizeBytes();
    }
    arrivals = recovery.lastArrival();
    heldEvents = recovery.events();
    if (segments.isEmpty()) {
      roll();
    }
    evict();
  }

  @Override
  public boolean createGroup(String name, long nowMillis) {
    synchronized (lock) {
      return catalog.group(name) == null
          && persist(() -> catalogFile.group(name, nowMillis))
          && catalog.addGroup(name, nowMillis);
    }
  }

  @Override
  public boolean createStream(LogGroup group, String name, long nowMillis) {
    synchronized (lock) {
      return group.stream(name) == null
          && persist(() -> catalogFile.stream(new StreamId(group.name(), name), nowMillis))
          && group.addStream(name, nowMillis);
    }
  }

  @Override
  public void retainDays(LogGroup group, int days) {
    synchronized (lock) {
      if (persist(() -> catalogFile.retention(group.name(), days))) {
        group.retainDays(days);
      }
    }
  }

  @Override
  public @Nullable LogGroup group(String name) {
    return catalog.group(name);
  }

  @Override
  public Collection<LogGroup> groups() {
    return catalog.groups();
  }

  @Override
  public void append(LogStream stream, List<PackedEvents> blocks, long nowMillis) {
    synchronized (lock) {
      BlockFrames frames = BlockFrames.of(stream.id(), arrivals, nowMillis, blocks);
      persist(() -> write(stream, frames));
    }
    catalog.arrivals().announce();
  }

  @Override
  public Arrivals arrivals() {
    return catalog.arrivals();
  }

  private void write(LogStream stream, BlockFrames frames) throws IOException {
    if (newest().sizeBytes() + frames.bytes().length > maxSegmentBytes
        && newest().sizeBytes() > Segment.MAGIC.length) {
      roll();
    }
    Segment segment = newest();
    long start = segment.append(frames.bytes());
    arrivals += frames.blocks();
    heldBytes += frames.bytes().length;
    for (Block block : frames.indexed(segment, start)) {
      catalog.add(stream, block);
      segment.add(stream, block);
      heldEvents += block.count();
    }
    evict();
  }

  private Segment newest() {
    return segments.getLast();
  }

  private void roll() throws IOException {
    long number = segments.isEmpty() ? 1 : newest().number() + 1;
    segments.add(Segment.create(directory, number));
    heldBytes += Segment.MAGIC.length;
  }

  private void evict() throws IOException {
    while (heldBytes > maxBytes && segments.size() > 1) {
      Segment oldest = segments.remove();
      heldBytes -= oldest.sizeBytes();
      for (Segment.Entry entry : oldest.entries()) {
        catalog.remove(entry.stream(), entry.block());
        heldEvents -= entry.block().count();
        evictedEvents += entry.block().count();
      }
      oldest.delete();
    }
  }

  @Override
  public void clear() {
    synchronized (lock) {
      persist(
          () -> {
            catalog.clear();
            catalogFile.close();
            catalogFile = CatalogFile.rewrite(catalogPath(), catalog);
            // Numbers go on rising, so that a late reader never finds other events in its file.
            roll();
            while (segments.size() > 1) {
              segments.remove().delete();
            }
            heldBytes = newest().sizeBytes();
            heldEvents = 0;
            evictedEvents = 0;
          });
    }
  }

  @Override
  public StoreUsage usage() {
    synchronized (lock) {
      return new StoreUsage(heldEvents, heldBytes, maxBytes, evictedEvents);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      persist(
          () -> {
            for (Segment segment : segments) {
              segment.close();
            }
            catalogFile.close();
            ownership.close();
          });
    }
  }

  private Path catalogPath() {
    return directory.resolve("catalog");
  }

  @FunctionalInterface
  private interface DiskWork {
    void run() throws IOException;
  }

  /** True, or a {@link StoreException}. */
  private boolean persist(DiskWork work) {
    try {
      work.run();
      return true;
    } catch (IOException e) {
      throw new StoreException("cannot write to " + directory + ": " + e.getMessage(), e);
    }
  }
}
