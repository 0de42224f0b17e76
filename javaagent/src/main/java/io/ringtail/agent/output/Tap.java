package io.ringtail.agent.output;

import io.ringtail.agent.jdk.OwnRights;
import io.ringtail.sink.RingtailThread;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of the bytes that a thread prints: the program's own are copied, those of a
 * logging framework and ours are not.
 *
 * <p>Threading: any thread, under the lock of its stream. Nothing here throws, waits for another
 * stream, or runs code of the program.
 */
final class Tap implements PrivilegedAction<OutputReader> {
  private final boolean captures;
  private final boolean quiet;
  private final OutputHost host;
  private final PrintedStreams streams;
  private volatile @Nullable FrameworkOutput frameworks;
  private volatile @Nullable OutputReader reader;

  /**
   * @param captures whether what the program prints is captured
   * @param quiet whether what frameworks print is kept back
   */
  Tap(boolean captures, boolean quiet, OutputHost host, PrintedStreams streams) {
    this.captures = captures;
    this.quiet = quiet;
    this.host = host;
    this.streams = streams;
  }

  void onFrameworks(FrameworkOutput output) {
    frameworks = output;
  }

  /** Whether the caller prints for a framework whose events are sure to go elsewhere. */
  boolean keepsBack() {
    if (!quiet) {
      return false;
    }
    try {
      FrameworkOutput output = frameworks;
      return output != null && output.isCurrent() && output.isTakenOver();
    } catch (Throwable e) {
      return false;
    }
  }

  /** These bytes were printed by the current thread. */
  void print(boolean isError, byte[] bytes, int offset, int length) {
    if (!captures || length <= 0) {
      return;
    }
    try {
      FrameworkOutput output = frameworks;
      if ((output == null || !output.isCurrent()) && !RingtailThread.isCurrentInAnyCopy()) {
        OutputReader to = reader;
        to = to == null ? OwnRights.call(this) : to;
        if (to.isOpen()) {
          to.queue().add(isError, bytes, offset, length);
        }
      }
    } catch (Throwable e) {
      // No memory left, say: the program has printed what it wanted.
    }
  }

  /**
   * The program's shutdown hooks begin: from now on the first line waits until the end is sure to
   * look for it.
   */
  void onShutdown() {
    OutputReader there = reader;
    if (there != null) {
      there.awaitReady();
    }
    host.onShutdown();
  }

  // Thread.threadId() is newer than what we compile for.
  @SuppressWarnings("deprecation")
  static long currentThreadId() {
    return Thread.currentThread().getId();
  }

  /** Has what was printed read: begins with the first line. */
  @Override
  public synchronized OutputReader run() {
    OutputReader there = reader;
    if (there == null) {
      // First, since it takes longest.
      host.startForOutput();
      there = new OutputReader(host, streams);
      new RingtailThread("output", there).start();
      reader = there;
      if (streams.isShuttingDown()) {
        there.awaitReady();
      }
    }
    return there;
  }
}
