package io.ringtail.agent;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A program of {@code com.example} in a JVM of its own, with the versions of the frameworks that it
 * is given and, through JAVA_TOOL_OPTIONS, the agent. Nothing of ours is on its class path.
 */
public final class ChildProgram {
  /** The agent as the build has packed it. */
  public static final Path AGENT =
      Path.of(System.getProperty("agent.jar", "target/ringtail-javaagent.jar")).toAbsolutePath();

  private static final Path CLASSES = Path.of("target", "test-classes").toAbsolutePath();
  private static final Path FRAMEWORKS = Path.of("target", "frameworks").toAbsolutePath();

  private final Path work;
  private final List<String> program;
  private final Map<String, String> environment = new HashMap<>();

  /** Without C2: its work would not be done before the program is. */
  private final List<String> jvmFlags =
      new ArrayList<>(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));

  private final List<String> classPath = new ArrayList<>(List.of(CLASSES.toString()));
  private Path java = Jdks.current();
  private List<String> starter = List.of();
  private String attached = "-javaagent:" + AGENT;

  private ChildProgram(Path work, List<String> program) {
    this.work = work;
    this.program = program;
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("CLUSTER_NAME", "test");
  }

  /**
   * @param work an empty folder of its own
   */
  public static ChildProgram of(Path work, Class<?> main, String... arguments) {
    return ofMain(work, main.getName(), arguments);
  }

  /** The same with a main class that the tests do not link to. */
  public static ChildProgram ofMain(Path work, String main, String... arguments) {
    List<String> program = new ArrayList<>(List.of(main));
    program.addAll(List.of(arguments));
    return new ChildProgram(work, program);
  }

  /** A program that is a jar, and has all that it needs in it. */
  public static ChildProgram ofJar(Path work, Path jar) {
    return new ChildProgram(work, List.of("-jar", jar.toAbsolutePath().toString()));
  }

  /** Sends to {@code destination}. */
  public ChildProgram to(Destination destination) {
    environment.putAll(destination.environment());
    return this;
  }

  public ChildProgram on(Path javaHome) {
    java = javaHome;
    return this;
  }

  public ChildProgram with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public ChildProgram withFlag(String flag) {
    jvmFlags.add(flag);
    return this;
  }

  /** With the jars of {@code target/frameworks/NAME}, as the pom has put them there. */
  public ChildProgram withFramework(String name) throws IOException {
    try (Stream<Path> jars = Files.list(FRAMEWORKS.resolve(name))) {
      new TreeSet<>(jars.map(Path::toString).toList()).forEach(classPath::add);
    }
    return this;
  }

  /** With the appender for Logback, Logback, and all that these need. */
  public ChildProgram withOurAppender() {
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (part.endsWith(".jar")
          || part.contains("/appender/")
          || part.contains("/core/")
          || part.contains("/sinks/")) {
        withClassPath(Path.of(part));
      }
    }
    return this;
  }

  public ChildProgram withClassPath(Path folderOrJar) {
    // First: what is added by a test is what it wants to be found.
    classPath.add(0, folderOrJar.toString());
    return this;
  }

  /** With the jars of the tests' own class path that have these classes. */
  public ChildProgram withJarsOf(Class<?>... types) throws URISyntaxException {
    for (Class<?> type : types) {
      withClassPath(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
    return this;
  }

  /** Without the folder of the programs: what they need is on the class path otherwise. */
  public ChildProgram withoutFolders() {
    classPath.remove(CLASSES.toString());
    return this;
  }

  public ChildProgram withoutAgent() {
    attached = "";
    return this;
  }

  /** With these JAVA_TOOL_OPTIONS in place of the usual ones. */
  public ChildProgram attachedBy(String javaToolOptions) {
    attached = javaToolOptions;
    return this;
  }

  /** Runs it to its end. */
  public Result run() throws Exception {
    return run(started -> {});
  }

  /**
   * Runs it to its end.
   *
   * @param whileRunning is given the process once it is started
   */
  public Result run(Consumer<Process> whileRunning) throws Exception {
    List<String> command = new ArrayList<>(jvmFlags);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    command.addAll(program);
    return run(java.resolve("bin/java"), command, whileRunning);
  }

  /** Runs a tool of the JDK instead, in the same surroundings. */
  public Result runTool(String tool, String... arguments) throws Exception {
    return run(java.resolve("bin").resolve(tool), List.of(arguments), started -> {});
  }

  /** Runs it by way of another command, which is given its command line. */
  public ChildProgram startedBy(String... command) {
    starter = List.of(command);
    return this;
  }

  /** Where the program's stdout goes while it runs. */
  public Path stdoutFile() {
    return work.resolve("stdout");
  }

  private Result run(Path executable, List<String> arguments, Consumer<Process> whileRunning)
      throws Exception {
    Path stderr = work.resolve("stderr");
    List<String> command = new ArrayList<>(starter);
    command.add(executable.toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(stdoutFile().toFile())
            .redirectError(stderr.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("RINGTAIL_") || name.startsWith("JAVA_"));
    variables.putAll(environment);
    if (!attached.isEmpty()) {
      variables.put("JAVA_TOOL_OPTIONS", attached);
    }
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      whileRunning.accept(process);
      if (!process.waitFor(90, TimeUnit.SECONDS)) {
        throw new AssertionError("still running after 90 s: " + read(stderr));
      }
    } finally {
      process.destroyForcibly();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Result(process.exitValue(), took, read(stdoutFile()), read(stderr));
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /**
   * How it ended.
   *
   * @param stderr without the line in which the JVM says that it has seen JAVA_TOOL_OPTIONS
   */
  public record Result(int exitCode, Duration took, String stdout, String stderr) {
    public Result {
      stderr =
          String.join(
              "\n", stderr.lines().filter(line -> !line.startsWith("Picked up JAVA_")).toList());
    }

    /** What stands on stdout as JSON objects, one a line. */
    public List<String> jsonLines() {
      return stdout.lines().filter(line -> line.startsWith("{\"time\"")).toList();
    }

    /** What the agent said. */
    public List<String> agentLines() {
      return stderr.lines().filter(line -> line.startsWith("ringtail ")).toList();
    }
  }
}
