package io.ringtail.bench.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The agent as a process, whose CPU time and memory are read from /proc. */
final class AgentProcess implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;
  private static final long NANOS_PER_TICK = 10_000_000;

  private final Process process;
  private final Path proc;
  private volatile long peakRssBytes;
  private volatile long cpuNanos;

  private AgentProcess(Process process) {
    this.process = process;
    this.proc = Path.of("/proc", Long.toString(process.pid()));
    Thread watch = new Thread(this::watch, "agent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  static AgentProcess start(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().keySet().removeIf(name -> name.startsWith("RINGTAIL_"));
    builder.environment().putAll(environment);
    return new AgentProcess(builder.start());
  }

  /** What it has used so far; after its end, up to the last look. */
  long cpuNanos() throws IOException {
    look();
    return cpuNanos;
  }

  long peakRssBytes() {
    return peakRssBytes;
  }

  /**
   * @return its exit code
   */
  int await() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to end, as kubelet does. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private void watch() {
    try {
      while (process.isAlive()) {
        look();
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (IOException | InterruptedException e) {
      // It has ended between two looks.
    }
  }

  private void look() throws IOException {
    if (!process.isAlive()) {
      return;
    }
    for (String line : Files.readAllLines(proc.resolve("status"))) {
      if (line.startsWith("VmHWM:")) {
        peakRssBytes = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    String stat = Files.readString(proc.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    cpuNanos = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
  }
}
