package io.ringtail.console.search;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * @param directory where the index is kept; null for a temporary one
 * @param maxBytes of files; beyond them the oldest events are no longer found
 * @param bufferBytes of documents in memory before they are written
 * @param threads that index and that search
 */
public record IndexSettings(
    @Nullable Path directory, long maxBytes, long bufferBytes, int threads) {
  /** What an index needs to be worth having. */
  private static final long MIN_FILE_BYTES = 64L * 1024 * 1024;

  private static final long MAX_BUFFER_BYTES = 64L * 1024 * 1024;
  private static final long MIN_BUFFER_BYTES = 8L * 1024 * 1024;
  private static final int HEAP_SHARE = 8;
  private static final int MAX_THREADS = 4;

  /**
   * As this JVM's heap and processors allow.
   *
   * @param storeBytes the bound of the events themselves, which is the index's, too
   */
  public static IndexSettings forThisJvm(@Nullable Path directory, long storeBytes) {
    long heapBytes = Runtime.getRuntime().maxMemory();
    return new IndexSettings(
        directory,
        Math.max(MIN_FILE_BYTES, storeBytes),
        Math.max(MIN_BUFFER_BYTES, Math.min(MAX_BUFFER_BYTES, heapBytes / HEAP_SHARE)),
        Math.max(1, Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors())));
  }
}
