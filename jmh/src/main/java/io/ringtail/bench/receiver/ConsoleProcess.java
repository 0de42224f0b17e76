package io.ringtail.bench.receiver;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A console in a process of its own, on a free port of 127.0.0.1, so that its work is not counted
 * as the sender's. Threading: one thread.
 */
public final class ConsoleProcess implements AutoCloseable {
  private static final String ENDPOINT_MARK = "Ringtail console on ";

  private final Process process;
  private final URI endpoint;

  private ConsoleProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts a console from this program's own class path.
   *
   * @param heapMebibytes its {@code -Xmx}; half of it holds events
   */
  public static ConsoleProcess start(int heapMebibytes) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMebibytes + "m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.ringtail.console.cli.Main");
    command.addAll(
        List.of("--port", "0", "--no-index", "--max-memory-bytes", heapMebibytes / 2 + "m"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // Not closed: its end would break the pipe that the console may still write to.
    BufferedReader out =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null || !line.startsWith(ENDPOINT_MARK)) {
      process.destroy();
      throw new IOException("the console did not start; it said: " + line);
    }
    String uri = line.substring(ENDPOINT_MARK.length()).split(" ", 2)[0];
    return new ConsoleProcess(process, URI.create(uri));
  }

  public URI endpoint() {
    return endpoint;
  }

  /** CPU time that the operating system has counted for it. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
