package io.ringtail.bench.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** CPU time as Linux counts it: see proc(5), stat. -1 where there is no /proc. */
public final class ChildCpu {
  /** Fields `cutime` and `cstime`, counted from the one after the command's name. */
  private static final int CUTIME = 13;

  private static final int CSTIME = 14;

  /** USER_HZ is 100 on every Linux that Java runs on. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private static final int UTIME = 11;
  private static final int STIME = 12;
  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");
  private static final Path SELF = Path.of("/proc/self");

  private ChildCpu() {}

  /** Of child processes that have ended: from start to exit, shutdown hooks included. */
  static long endedChildrenNanos() throws IOException {
    if (!Files.isReadable(SELF)) {
      return -1;
    }
    String[] fields = fields(SELF.resolve("stat"));
    return (ticks(fields, CUTIME) + ticks(fields, CSTIME)) * NANOS_PER_TICK;
  }

  /** Of this process's own threads that compile: C1 and C2. */
  public static long compilersNanos() throws IOException {
    if (!Files.isReadable(SELF)) {
      return -1;
    }
    long sum = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(SELF.resolve("task"))) {
      for (Path thread : threads) {
        sum += compilerNanos(thread);
      }
    }
    return sum;
  }

  private static long compilerNanos(Path thread) throws IOException {
    try {
      if (COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
        String[] fields = fields(thread.resolve("stat"));
        return (ticks(fields, UTIME) + ticks(fields, STIME)) * NANOS_PER_TICK;
      }
    } catch (IOException e) {
      // It has ended since the listing; compilers do, when they have nothing to do for long.
    }
    return 0;
  }

  /** The fields after the command's name, which may hold anything. */
  private static String[] fields(Path stat) throws IOException {
    String line = Files.readString(stat);
    return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
  }

  private static long ticks(String[] fields, int index) {
    return Long.parseLong(fields[index]);
  }
}
