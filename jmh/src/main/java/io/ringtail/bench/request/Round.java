package io.ringtail.bench.request;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.ringtail.bench.load.ChildCpu;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * What some batches in a row have cost.
 *
 * @param cpuNanos of this process, garbage collection included, its compilers left out
 * @param allocatedBytes on the thread that sends
 */
public record Round(int batches, int recordsPerBatch, long cpuNanos, long allocatedBytes) {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  public static Round measure(
      RequestPath path, RecordSource records, int batches, int recordsPerBatch) throws Exception {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = cpuSoFarNanos();
    for (int i = 0; i < batches; i++) {
      path.send(records, recordsPerBatch);
    }
    long cpuNanos = cpuSoFarNanos() - cpu;
    return new Round(
        batches, recordsPerBatch, cpuNanos, THREADS.getCurrentThreadAllocatedBytes() - allocated);
  }

  public double eventsPerCpuSecond() {
    return (double) batches * recordsPerBatch / cpuNanos * 1e9;
  }

  long allocatedPerBatch() {
    return allocatedBytes / batches;
  }

  private static long cpuSoFarNanos() throws IOException {
    return PROCESS.getProcessCpuTime() - Math.max(0, ChildCpu.compilersNanos());
  }
}
