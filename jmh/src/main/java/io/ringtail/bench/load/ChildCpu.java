package io.ringtail.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of ended child processes, as Linux counts it for their parent: see proc(5), stat. */
final class ChildCpu {
  /** Fields `cutime` and `cstime`, counted from the one after the command's name. */
  private static final int CUTIME = 13;

  private static final int CSTIME = 14;

  /** USER_HZ is 100 on every Linux that Java runs on. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private ChildCpu() {}

  /** From start to exit, shutdown hooks included; -1 where there is no /proc. */
  static long endedChildrenNanos() throws IOException {
    Path stat = Path.of("/proc/self/stat");
    if (!Files.isReadable(stat)) {
      return -1;
    }
    String line = Files.readString(stat);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CSTIME])) * NANOS_PER_TICK;
  }
}
