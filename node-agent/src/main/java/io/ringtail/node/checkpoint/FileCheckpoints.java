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
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints in a file of the state directory: about once a second what has changed is added to
 * it, and at the end it is written anew. The first ones follow each other sooner, so that an agent
 * that is killed again and again gets on. The disk is waited for on a thread of its own: a slow one
 * delays checkpoints, never reading.
 *
 * <p>Where the file is torn, what it holds before that is taken, or the file before it. Where both
 * are, nothing is known of what was delivered ({@link #isDamaged}). Where it cannot be written,
 * that is told once and tried again every second.
 *
 * <p>Threading: the reading thread; {@link #lastError} and {@link #writtenMillis} any.
 */
public final class FileCheckpoints implements Checkpoints, AutoCloseable {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long CLOSE_SECONDS = 5;

  /** Entries that nobody answers for, of logs that are gone, are kept for so long. */
  private static final long KEEP_MILLIS = TimeUnit.DAYS.toMillis(7);

  /** So often the file says that they are answered for, even if nothing has changed. */
  private static final long CONFIRM_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final CheckpointFile file;
  private final Notices notices;
  private final Clock clock;
  private final boolean damaged;

  /** Of logs that nobody answers for, yet or any more. */
  private final Map<String, Entry> loaded = new LinkedHashMap<>();

  private final Map<String, Supplier<String>> sources = new LinkedHashMap<>();

  /** Those of them that are asked the next time. */
  private final Map<String, Supplier<String>> asked = new LinkedHashMap<>();

  /** Those of them that are asked no more after that. */
  private final Set<String> settling = new HashSet<>();

  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(work -> new RingtailThread("checkpoints", work));

  /** What the file holds as soon as it is written. */
  private final Map<String, Entry> handedOver = new LinkedHashMap<>();

  private long handedOverMillis;
  private @Nullable Future<?> writing;
  private long due;
  private long pauseNanos = FIRST_PAUSE_NANOS;

  /** Whether the file must be written anew: who has found it does not add to what may be torn. */
  private volatile boolean stale = true;

  private volatile @Nullable String lastError;
  private volatile long writtenMillis;

  /** Reads what an earlier run has left in {@code stateDir}; creates it when first writing. */
  public FileCheckpoints(Path stateDir, Notices notices, Clock clock) {
    this.file = new CheckpointFile(stateDir);
    this.notices = notices;
    this.clock = clock;
    this.due = clock.nanoTime();
    this.handedOverMillis = clock.epochMillis();
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
                  : "those before it are taken: what was delivered after them may be delivered"
                      + " twice"));
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
    wake(key);
  }

  @Override
  public void rest(String key) {
    settling.add(key);
  }

  @Override
  public void wake(String key) {
    settling.remove(key);
    Supplier<String> source = sources.get(key);
    if (source != null) {
      asked.put(key, source);
    }
  }

  @Override
  public boolean isRemembered(String key) {
    return sources.containsKey(key);
  }

  @Override
  public void release(String key) {
    Supplier<String> source = sources.remove(key);
    asked.remove(key);
    settling.remove(key);
    if (source != null) {
      loaded.put(key, new Entry(source.get(), clock.epochMillis()));
    }
  }

  @Override
  public void forget(String key) {
    loaded.remove(key);
    sources.remove(key);
    asked.remove(key);
    settling.remove(key);
  }

  /** Writes, if it is time and there is something new. To be called a few times a second. */
  public void tick(long nowNanos) {
    Future<?> last = writing;
    if (nowNanos - due < 0 || (last != null && !last.isDone())) {
      return;
    }
    due = nowNanos + pauseNanos;
    long now = clock.epochMillis();
    boolean again = lastError != null || file.isLong() || now - handedOverMillis >= CONFIRM_MILLIS;
    Map<String, @Nullable Entry> changes = changes(now);
    if (changes.isEmpty() && !again) {
      return;
    }
    boolean anew = stale || again;
    handedOverMillis = now;
    pauseNanos = Math.min(PAUSE_NANOS, 2 * pauseNanos);
    Map<String, @Nullable Entry> block = anew ? new LinkedHashMap<>(handedOver) : changes;
    writing = writer.submit(() -> write(block, anew));
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
    changes(clock.epochMillis());
    Map<String, @Nullable Entry> all = new LinkedHashMap<>(handedOver);
    Future<?> last = writer.submit(() -> write(all, true));
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

  /** Brings {@link #handedOver} up to date, and tells what of it has changed. */
  private Map<String, @Nullable Entry> changes(long nowMillis) {
    loaded.values().removeIf(entry -> entry.seenMillis() < nowMillis - KEEP_MILLIS);
    Map<String, @Nullable Entry> changes = new LinkedHashMap<>();
    loaded.forEach((key, entry) -> handOver(key, entry, changes));
    asked.forEach((key, source) -> handOver(key, new Entry(source.get(), 0), changes));
    asked.keySet().removeAll(settling);
    settling.clear();
    if (handedOver.size() > loaded.size() + sources.size()) {
      for (Iterator<String> keys = handedOver.keySet().iterator(); keys.hasNext(); ) {
        String key = keys.next();
        if (!loaded.containsKey(key) && !sources.containsKey(key)) {
          keys.remove();
          changes.put(key, null);
        }
      }
    }
    return changes;
  }

  private void handOver(String key, Entry entry, Map<String, @Nullable Entry> changes) {
    if (!entry.equals(handedOver.put(key, entry))) {
      changes.put(key, entry);
    }
  }

  private void write(Map<String, @Nullable Entry> block, boolean anew) {
    long now = clock.epochMillis();
    try {
      if (anew) {
        file.write(block, now);
      } else {
        file.add(block, now);
      }
      stale = false;
      lastError = null;
      writtenMillis = now;
    } catch (IOException e) {
      stale = true;
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
