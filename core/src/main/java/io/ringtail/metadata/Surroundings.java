package io.ringtail.metadata;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the process finds around itself: everything that configuration and metadata are read from.
 *
 * @param env the environment variables
 * @param properties the system properties
 * @param root where {@code /proc}, {@code /etc} and {@code /var/run} are looked up; {@code /}
 *     except in tests
 * @param pid the process id
 * @param maxHeapBytes the heap limit in bytes
 */
public record Surroundings(
    Map<String, String> env,
    Map<String, String> properties,
    Path root,
    long pid,
    long maxHeapBytes) {

  public Surroundings {
    env = Map.copyOf(env);
    properties = Map.copyOf(properties);
  }

  /** A snapshot of this process: later changes of system properties are not seen. */
  public static Surroundings ofThisProcess() {
    return new Surroundings(
        System.getenv(),
        textProperties(System.getProperties()),
        Path.of("/"),
        ownPid(),
        Runtime.getRuntime().maxMemory());
  }

  /** The variable's value; null where it is unset or blank, as a template's empty value is. */
  public @Nullable String env(String name) {
    String value = env.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /** A Unix path that begins with {@code /}, looked up below {@link #root()}. */
  public Path file(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  /**
   * The name of this machine or container; null where neither HOSTNAME nor a file tells it. Never
   * asks DNS, which can hold a start up for seconds.
   */
  public @Nullable String hostname() {
    String name = env("HOSTNAME");
    if (name == null) {
      name = SmallFile.firstLine(file("/etc/hostname"));
    }
    if (name == null) {
      name = SmallFile.firstLine(file("/proc/sys/kernel/hostname"));
    }
    return name == null ? env("COMPUTERNAME") : name;
  }

  /** Values are left out: an environment holds secrets. */
  @Override
  public String toString() {
    return "Surroundings[root=" + root + ", pid=" + pid + ", maxHeapBytes=" + maxHeapBytes + "]";
  }

  /** Linux's link first: the JDK's way starts with a thread pool, 10 ms of a program's start. */
  private static long ownPid() {
    try {
      return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
    } catch (IOException | NumberFormatException e) {
      return ProcessHandle.current().pid();
    }
  }

  private static Map<String, String> textProperties(Properties properties) {
    Map<String, String> texts = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      if (value != null) {
        texts.put(name, value);
      }
    }
    return texts;
  }
}
