package io.ringtail.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program in a JVM of its own, with our appender and a Logback of choice on its class path. */
final class ChildProgram {
  private final Path work;
  private final Class<?> main;
  private final List<String> arguments;
  private final Map<String, String> environment = new HashMap<>();
  private String classPath = classPath();

  ChildProgram(Path work, Class<?> main, String... arguments) {
    this.work = work;
    this.main = main;
    this.arguments = List.of(arguments);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("CLUSTER_NAME", "test");
  }

  ChildProgram with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** With the jars of this folder in place of the tests' own Logback and SLF4J. */
  ChildProgram withLogback(Path jars) throws IOException {
    List<String> parts = new ArrayList<>();
    try (var files = Files.list(jars)) {
      files.forEach(jar -> parts.add(jar.toString()));
    }
    Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(part -> !part.contains("logback-c") && !part.contains("slf4j-api"))
        .forEach(parts::add);
    classPath = String.join(File.pathSeparator, parts);
    return this;
  }

  /** Runs it to its end. */
  Result run(Duration timeout) throws Exception {
    Path stdout = work.resolve("stdout");
    Path stderr = work.resolve("stderr");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Without C2: its work would not be done before the program is.
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", classPath, main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("RINGTAIL_"));
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + timeout + ": " + read(stderr));
      }
    } finally {
      process.destroyForcibly();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Result(process.exitValue(), took, read(stdout), read(stderr));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static String classPath() {
    String surefire = System.getProperty("surefire.test.class.path");
    return surefire == null ? System.getProperty("java.class.path") : surefire;
  }

  record Result(int exitCode, Duration took, String stdout, String stderr) {
    /** What stands on stdout as JSON objects, one a line. */
    List<String> jsonLines() {
      return stdout.lines().filter(line -> line.startsWith("{")).collect(Collectors.toList());
    }
  }
}
