package io.ringtail.node.checkpoint;

import io.ringtail.node.checkpoint.CheckpointFile.Entry;
import io.ringtail.node.checkpoint.CheckpointFile.Loaded;
import io.ringtail.sink.RingtailThread;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints in a file of the state directory, written about once a second if anything has
 * changed, and at the end. The first ones follow each other sooner, so that an agent that is killed
 * again and again gets on. The disk is waited for on a thread of its own: a slow one delays
 * checkpoints, never reading.
 *
 * <p>Where the file is torn, the one before it is taken. Where both are, nothing is known of what
 * was delivered ({@link #isDamaged}). Where it cannot be written, that is told once and tried again
 * every second.
 *
 * <p>Threading: the reading thread; {@link #lastError} and {@link #writtenMillis} any.
 */
public final class FileCheckpoints implements Checkpoints, AutoCloseable {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long CLOSE_SECONDS = 5;

  /** Entries that nobody answers for, of logs that are gone, are kept for so long. */
  private static final long KEEP_MILLIS = TimeUnit.DAYS.toMillis(7);

  private final CheckpointFile file;
  private final Notices notices;
  private final Clock clock;
  private final boolean damaged;

  /** Of logs that nobody answers for, yet or any more. */
  private final Map<String, Entry> loaded = new LinkedHashMap<>();

  private final Map<String, Supplier<String>> sources = new LinkedHashMap<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(work -> new RingtailThread("checkpoints", work));
  private Map<String, Entry> handedOver = Map.of();
  private @Nullable Future<?> writing;
  private long due;
  private long pauseNanos = FIRST_PAUSE_NANOS;
  private volatile boolean failed;
  private volatile @Nullable String lastError;
  private volatile long writtenMillis;

  /** Reads what an earlier run has left in {@code stateDir}; creates it when first writing. */
  public FileCheckpoints(Path stateDir, Notices notices, Clock clock) {
    this.file = new CheckpointFile(stateDir);
    this.notices = notices;
    this.clock = clock;
    this.due = clock.nanoTime();
    Loaded found = file.load();
    this.damaged = found.entries() == null;
    if (found.entries() != null) {
      loaded.putAll(found.entries());
    }
    if (found.problem() != null) {
      notices.tell(
          Weight.ERROR,
          "checkpoints.damaged",
          "checkpoints cannot be read ("
              + found.problem()
              + "); "
              + (damaged
                  ? "all logs that are there are read from their beginning, so that none is left"
                      + " out: some will be delivered twice"
                  : "the copy before it is taken: what was delivered in the second after it may"
                      + " be delivered twice"));
    }
  }

  @Override
  public @Nullable String saved(String key) {
    Supplier<String> source = sources.get(key);
    Entry entry = loaded.get(key);
    if (source != null) {
      return source.get();
    }
    return entry == null ? null : entry.text();
  }

  @Override
  public Collection<String> savedKeys() {
    return List.copyOf(loaded.keySet());
  }

  @Override
  public boolean isDamaged() {
    return damaged;
  }

  @Override
  public void remember(String key, Supplier<String> current) {
    loaded.remove(key);
    sources.put(key, current);
  }

  @Override
  public boolean isRemembered(String key) {
    return sources.containsKey(key);
  }

  @Override
  public void release(String key) {
    Supplier<String> source = sources.remove(key);
    if (source != null) {
      loaded.put(key, new Entry(source.get(), 0));
    }
  }

  @Override
  public void forget(String key) {
    loaded.remove(key);
    sources.remove(key);
  }

  /** Writes, if it is time and there is something new. To be called a few times a second. */
  public void tick(long nowNanos) {
    Future<?> last = writing;
    if (nowNanos - due < 0 || (last != null && !last.isDone())) {
      return;
    }
    due = nowNanos + pauseNanos;
    Map<String, Entry> current = collect();
    if (failed || !current.equals(handedOver)) {
      handedOver = current;
      pauseNanos = Math.min(PAUSE_NANOS, 2 * pauseNanos);
      writing = writer.submit(() -> write(current));
    }
  }

  /** Why the last attempt to write failed; null if it did not. Threading: any. */
  public @Nullable String lastError() {
    return lastError;
  }

  /** When checkpoints were last written, in milliseconds since 1970; 0: not yet. Threading: any. */
  public long writtenMillis() {
    return writtenMillis;
  }

  /** Writes a last time and waits for it, up to 5 s. */
  @Override
  public void close() {
    Map<String, Entry> current = collect();
    Future<?> last = writer.submit(() -> write(current));
    writer.shutdown();
    try {
      last.get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      notices.tell(
          Weight.ERROR,
          "checkpoints.close",
          "the last checkpoints are not written to " + file + ": " + e);
    }
  }

  private Map<String, Entry> collect() {
    long oldest = clock.epochMillis() - KEEP_MILLIS;
    loaded.values().removeIf(entry -> entry.seenMillis() < oldest);
    Map<String, Entry> current = new LinkedHashMap<>(loaded);
    sources.forEach((key, source) -> current.put(key, new Entry(source.get(), 0)));
    return current;
  }

  private void write(Map<String, Entry> entries) {
    try {
      file.save(entries, clock.epochMillis());
      failed = false;
      lastError = null;
      writtenMillis = clock.epochMillis();
    } catch (IOException e) {
      failed = true;
      lastError = e.toString();
      notices.tell(
          Weight.ERROR,
          "checkpoints.write",
          "cannot write checkpoints to "
              + file
              + ": "
              + e
              + "; reading goes on, after a restart it goes on from the last ones that were"
              + " written; tried again every second");
    }
  }
}
