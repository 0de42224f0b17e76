package io.ringtail.console;

import io.ringtail.console.fault.Fault;
import io.ringtail.console.store.FileStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a console is started.
 *
 * @param port 0 for a free one
 * @param bindAddress host name or address; anything but a loopback address lets others read and
 *     write the logs
 * @param dataDir where events are kept; null for memory
 * @param maxMemoryBytes bound of the events in memory, without {@code dataDir}
 * @param maxDiskBytes bound of the segment files, with {@code dataDir}
 * @param clock tells the time by which events are too old or too new
 * @param faultSeed the same seed and order of requests give the same faults
 * @param faults switched on from the start, and again after a reset
 * @param requireAuth refuse requests without a SigV4 Authorization header (the signature itself is
 *     not checked)
 * @param index keep a search index, and answer the page's questions from it
 */
public record ConsoleOptions(
    int port,
    String bindAddress,
    @Nullable Path dataDir,
    long maxMemoryBytes,
    long maxDiskBytes,
    InstantSource clock,
    long faultSeed,
    List<Fault> faults,
    boolean requireAuth,
    boolean index) {
  public static final String LOOPBACK = "127.0.0.1";
  public static final long MIN_MEMORY_BYTES = 2L * 1024 * 1024;
  public static final long DEFAULT_DISK_BYTES = 1024L * 1024 * 1024;

  private static final long MAX_DEFAULT_MEMORY_BYTES = 256L * 1024 * 1024;
  private static final int MAX_PORT = 65_535;

  /** Throws {@link IllegalArgumentException} that names what is illegal, and what is legal. */
  public ConsoleOptions {
    faults = List.copyOf(faults);
    List<String> problems = new ArrayList<>();
    if (port < 0 || port > MAX_PORT) {
      problems.add("port is " + port + ": must be from 0 (any free one) to " + MAX_PORT);
    }
    long maxHeapBytes = Runtime.getRuntime().maxMemory();
    if (maxMemoryBytes < MIN_MEMORY_BYTES || maxMemoryBytes > maxHeapBytes / 2) {
      problems.add(
          "maxMemoryBytes is "
              + maxMemoryBytes
              + ": must be from "
              + MIN_MEMORY_BYTES
              + " to half of the heap, "
              + maxHeapBytes / 2
              + " (-Xmx sets the heap)");
    }
    if (maxDiskBytes < FileStore.MIN_DISK_BYTES) {
      problems.add(
          "maxDiskBytes is " + maxDiskBytes + ": must be at least " + FileStore.MIN_DISK_BYTES);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** 256 MiB, but not more than a quarter of the heap. */
  public static long defaultMemoryBytes() {
    return Math.max(
        MIN_MEMORY_BYTES, Math.min(MAX_DEFAULT_MEMORY_BYTES, Runtime.getRuntime().maxMemory() / 4));
  }

  /** In memory, on 127.0.0.1 and a free port. */
  public static ConsoleOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not thread-safe. */
  public static final class Builder {
    private int port;
    private String bindAddress = LOOPBACK;
    private @Nullable Path dataDir;
    private long maxMemoryBytes = defaultMemoryBytes();
    private long maxDiskBytes = DEFAULT_DISK_BYTES;
    private InstantSource clock = InstantSource.system();
    private long faultSeed;
    private List<Fault> faults = List.of();
    private boolean requireAuth;
    private boolean index;

    private Builder() {}

    public Builder port(int value) {
      port = value;
      return this;
    }

    public Builder bindAddress(String value) {
      bindAddress = value;
      return this;
    }

    public Builder dataDir(@Nullable Path value) {
      dataDir = value;
      return this;
    }

    public Builder maxMemoryBytes(long value) {
      maxMemoryBytes = value;
      return this;
    }

    public Builder maxDiskBytes(long value) {
      maxDiskBytes = value;
      return this;
    }

    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    public Builder faultSeed(long value) {
      faultSeed = value;
      return this;
    }

    public Builder faults(List<Fault> value) {
      faults = List.copyOf(value);
      return this;
    }

    public Builder requireAuth(boolean value) {
      requireAuth = value;
      return this;
    }

    public Builder index(boolean value) {
      index = value;
      return this;
    }

    /** Throws {@link IllegalArgumentException} with all problems at once. */
    public ConsoleOptions build() {
      return new ConsoleOptions(
          port,
          bindAddress,
          dataDir,
          maxMemoryBytes,
          maxDiskBytes,
          clock,
          faultSeed,
          faults,
          requireAuth,
          index);
    }
  }
}
