package io.ringtail.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How long the current thread was ready to run and had no processor: the second number of
 * /proc/thread-self/schedstat, see proc(5) and the kernel's scheduler/sched-stats. Always 0 where
 * there is none.
 *
 * <p>A reading takes a system call of about a microsecond. Threading: the thread that opened it.
 */
final class RunDelay implements AutoCloseable {
  private static final Path SCHEDSTAT = Path.of("/proc/thread-self/schedstat");
  private static final int MAX_BYTES = 64;

  private final ByteBuffer text = ByteBuffer.allocateDirect(MAX_BYTES);
  private final @Nullable FileChannel file;

  private RunDelay(@Nullable FileChannel file) {
    this.file = file;
  }

  /** Of the current thread. */
  static RunDelay open() throws IOException {
    return new RunDelay(Files.isReadable(SCHEDSTAT) ? FileChannel.open(SCHEDSTAT) : null);
  }

  /** Of nobody: always 0. */
  static RunDelay none() {
    return new RunDelay(null);
  }

  /** Nanoseconds since the thread was made. */
  long nanos() throws IOException {
    if (file == null) {
      return 0;
    }
    text.clear();
    int length = file.read(text, 0);
    int at = 0;
    while (at < length && text.get(at) != ' ') {
      at++;
    }
    long nanos = 0;
    for (at++; at < length && text.get(at) >= '0'; at++) {
      nanos = 10 * nanos + text.get(at) - '0';
    }
    return nanos;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
