package io.ringtail.pipeline;

import io.ringtail.config.RingtailConfig;
import io.ringtail.sink.RingtailThread;
import io.ringtail.sink.SinkFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pipelines of this process, one for each configuration.
 *
 * <p>A logging context that is reset (Spring Boot does so while it starts) gives its pipeline back
 * and asks for the same one a moment later: it finds it running, with its numbers going on and
 * nothing lost. A pipeline that nobody asks for again is closed after {@link #RETIRE_NANOS}; at the
 * end of the process a shutdown hook closes what is left, after the hooks that still log.
 *
 * <p>Threading: safe; its lock is taken when contexts start and stop, never per event.
 */
public final class SharedPipelines {
  private static final long RETIRE_NANOS = 10_000_000_000L;
  private static final long LOOK_NANOS = 20_000_000L;

  /** A bound, should a JVM not show how it starts its hooks. */
  private static final long HOOKS_START_NANOS = 500_000_000L;

  private static final SharedPipelines INSTANCE = new SharedPipelines();

  private final Map<RingtailConfig, Entry> entries = new HashMap<>();

  /**
   * The newest number of each configuration, kept when its pipeline is closed: the one that comes
   * after writes to the same stream, where a number must not stand twice.
   */
  private final Map<RingtailConfig, LastNumbers> lastNumbers = new HashMap<>();

  private @Nullable Thread hook;

  private SharedPipelines() {}

  /** A pipeline for {@code config}, running; made if there is none. Does no I/O. */
  public static Lease acquire(
      RingtailConfig config, List<SinkFactory> sinks, PipelineContext context) {
    return INSTANCE.lease(config, sinks, context);
  }

  /**
   * Gives pipelines back and closes those that nobody else uses, side by side, so that the longest
   * shutdown deadline is the longest wait.
   */
  public static void close(Collection<Lease> leases) {
    Set<Entry> entries = new LinkedHashSet<>();
    for (Lease lease : leases) {
      INSTANCE.giveBack(lease);
      entries.add(lease.entry);
    }
    runAndJoin(entries, INSTANCE::closeIfUnused);
  }

  /** A right to use a pipeline, until it is given back. */
  public static final class Lease {
    private final SharedPipelines owner;
    private final Entry entry;
    private boolean released;

    private Lease(SharedPipelines owner, Entry entry) {
      this.owner = owner;
      this.entry = entry;
    }

    public Pipeline pipeline() {
      return entry.pipeline;
    }

    /** Whether the pipeline has been closed, or is about to be. */
    public boolean isOver() {
      return entry.over;
    }

    /** Gives the pipeline back. Does not wait: what it holds is sent in the background. */
    public void release() {
      owner.release(this);
    }
  }

  private static final class Entry {
    private final Pipeline pipeline;
    private int leases;
    private long unusedSinceNanos;
    private volatile boolean over;

    Entry(Pipeline pipeline) {
      this.pipeline = pipeline;
    }
  }

  private synchronized Lease lease(
      RingtailConfig config, List<SinkFactory> sinks, PipelineContext context) {
    LastNumbers numbers = lastNumbers.computeIfAbsent(config, key -> new LastNumbers());
    Entry entry =
        entries.computeIfAbsent(
            config, key -> new Entry(Pipeline.start(config, sinks, context, numbers)));
    entry.leases++;
    installHook();
    return new Lease(this, entry);
  }

  private void release(Lease lease) {
    if (giveBack(lease)) {
      new RingtailThread("retire", () -> retire(lease.entry)).start();
    }
  }

  /** Whether that was the last one who used the pipeline. */
  private synchronized boolean giveBack(Lease lease) {
    if (lease.released) {
      return false;
    }
    lease.released = true;
    lease.entry.leases--;
    lease.entry.unusedSinceNanos = System.nanoTime();
    return lease.entry.leases == 0;
  }

  private void retire(Entry entry) {
    long end = System.nanoTime() + RETIRE_NANOS;
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(this, end - System.nanoTime());
    }
    synchronized (this) {
      boolean usedSince = System.nanoTime() - entry.unusedSinceNanos < RETIRE_NANOS;
      if (entry.leases > 0 || usedSince) {
        return;
      }
    }
    closeIfUnused(entry);
  }

  private void closeIfUnused(Entry entry) {
    synchronized (this) {
      if (entry.leases > 0) {
        return;
      }
      entries.values().remove(entry);
      entry.over = true;
      removeHookIfIdle();
    }
    entry.pipeline.close();
  }

  private synchronized boolean anyLeased() {
    return entries.values().stream().anyMatch(entry -> entry.leases > 0);
  }

  private synchronized List<Pipeline> running() {
    List<Pipeline> pipelines = new ArrayList<>();
    entries.values().forEach(entry -> pipelines.add(entry.pipeline));
    return pipelines;
  }

  private void installHook() {
    if (hook != null) {
      return;
    }
    Thread thread = new Thread(null, this::onShutdown, "ringtail-shutdown", 0, false);
    thread.setContextClassLoader(SharedPipelines.class.getClassLoader());
    try {
      Runtime.getRuntime().addShutdownHook(thread);
      hook = thread;
    } catch (IllegalStateException e) {
      // The process is ending already; whoever stops the logging context closes the pipeline.
    }
  }

  // A hook that stays would pin the class loader of a web application that is gone.
  private void removeHookIfIdle() {
    Thread installed = hook;
    if (installed != null && entries.isEmpty()) {
      try {
        Runtime.getRuntime().removeShutdownHook(installed);
        hook = null;
      } catch (IllegalStateException e) {
        // It is running: it finds nothing left to do.
      }
    }
  }

  /**
   * Hooks run side by side: ours waits for those that still log, then drains. For what may be no
   * hook at all it waits no longer than for the destination.
   */
  private void onShutdown() {
    running().forEach(Pipeline::hurry);
    long start = System.nanoTime();
    while (!OtherHooks.haveStarted() && System.nanoTime() - start < HOOKS_START_NANOS) {
      LockSupport.parkNanos(this, LOOK_NANOS / 10);
    }
    long likelyNanos = longestShutdownNanos();
    while (anyLeased() && OtherHooks.areRunning(System.nanoTime() - start < likelyNanos)) {
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
    runAndJoin(running(), Pipeline::close);
  }

  private synchronized long longestShutdownNanos() {
    long millis = 0;
    for (RingtailConfig config : entries.keySet()) {
      millis = Math.max(millis, config.shutdownMillis());
    }
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static <T> void runAndJoin(Collection<T> items, Consumer<T> work) {
    List<Thread> threads = new ArrayList<>();
    for (T item : items) {
      Thread thread = new RingtailThread("close", () -> work.accept(item));
      thread.start();
      threads.add(thread);
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
