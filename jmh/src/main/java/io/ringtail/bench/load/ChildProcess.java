package io.ringtail.bench.load;

import io.ringtail.bench.memory.OwnMemory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A sending process, from start to exit. One at a time: its CPU time is what the operating system
 * adds to this process's account of children that have ended. Threading: one thread.
 */
final class ChildProcess {
  /** What the JVM exits with by -XX:+ExitOnOutOfMemoryError. */
  private static final int OUT_OF_MEMORY = 3;

  private final ChildSpec spec;
  private final long cpuBeforeNanos;
  private final Process process;

  private ChildProcess(ChildSpec spec, long cpuBeforeNanos, Process process) {
    this.spec = spec;
    this.cpuBeforeNanos = cpuBeforeNanos;
    this.process = process;
  }

  /**
   * @param heap the child's {@code -Xmx}, such as 256m
   * @param stdout where its stdout goes: Ringtail may hand events over there
   */
  static ChildProcess start(ChildSpec spec, String heap, Path stdout) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError"));
    if (spec.heapSampleMillis() > 0) {
      command.addAll(OwnMemory.JVM_FLAGS);
      command.add(JvmPauses.jvmFlag(spec.safepointLog()));
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ChildMain.class.getName());
    command.addAll(spec.toArguments());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(stdout.toFile())
            .redirectError(new File(stdout + ".err"));
    setEnvironment(builder.environment(), spec.endpoint());
    long before = ChildCpu.endedChildrenNanos();
    return new ChildProcess(spec, before, builder.start());
  }

  /** Waits for its end; throws with what it said where it failed. */
  ChildReport await(Path stdout) throws IOException, InterruptedException {
    int code = process.waitFor();
    long cpu = ChildCpu.endedChildrenNanos() - cpuBeforeNanos;
    if (code == OUT_OF_MEMORY) {
      return ChildReport.outOfMemory(spec, cpu);
    }
    if (code != 0) {
      throw new IOException(
          spec.kind().label() + " ended with " + code + ": " + Files.readString(errors(stdout)));
    }
    Properties values = new Properties();
    try (InputStream in = Files.newInputStream(spec.report())) {
      values.load(in);
    }
    return new ChildReport(spec, cpu, values, false);
  }

  void stop() {
    process.destroyForcibly();
  }

  static Path errors(Path stdout) {
    return Path.of(stdout + ".err");
  }

  /** The same for all: a pod's surroundings, credentials that nobody checks. */
  private static void setEnvironment(
      Map<String, String> env, @org.jspecify.annotations.Nullable URI endpoint) {
    env.keySet().removeIf(name -> name.startsWith("RINGTAIL_") || name.startsWith("AWS_"));
    env.put("AWS_REGION", "us-east-1");
    env.put("AWS_ACCESS_KEY_ID", "bench");
    env.put("AWS_SECRET_ACCESS_KEY", "bench");
    env.put("AWS_EC2_METADATA_DISABLED", "true");
    env.put("POD_NAMESPACE", "shop");
    env.put("POD_NAME", "cart-6f8d9c7b5d-x2x20");
    env.put("CONTAINER_NAME", "app");
    if (endpoint != null) {
      env.put("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", endpoint.toString());
    }
  }
}
