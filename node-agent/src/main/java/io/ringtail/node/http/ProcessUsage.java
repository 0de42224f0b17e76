package io.ringtail.node.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process takes of the machine, as the kernel counts it.
 *
 * @param cpuSeconds user and system time of all threads since the start
 * @param residentBytes of memory; 0 where /proc cannot be read
 * @param openFiles file descriptors; 0 where /proc cannot be read
 * @param heapUsedBytes of the JVM's heap
 * @param heapMaxBytes that the JVM's heap may have
 */
record ProcessUsage(
    double cpuSeconds, long residentBytes, long openFiles, long heapUsedBytes, long heapMaxBytes) {

  private static final Path PROC = Path.of("/proc/self");
  private static final String RESIDENT = "VmRSS:";

  static ProcessUsage now() {
    Runtime runtime = Runtime.getRuntime();
    return new ProcessUsage(
        ProcessHandle.current()
            .info()
            .totalCpuDuration()
            .map(duration -> duration.toMillis() / 1_000.0)
            .orElse(0.0),
        readResident(),
        countFiles(),
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory());
  }

  private static long readResident() {
    try {
      for (String line : Files.readAllLines(PROC.resolve("status"), StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(RESIDENT)) {
          String kibibytes = line.substring(RESIDENT.length()).replace("kB", "").strip();
          return Long.parseLong(kibibytes) << 10;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not Linux.
    }
    return 0;
  }

  private static long countFiles() {
    long count = 0;
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(PROC.resolve("fd"))) {
      for (Path ignored : descriptors) {
        count++;
      }
    } catch (IOException e) {
      return 0;
    }
    return count;
  }
}
