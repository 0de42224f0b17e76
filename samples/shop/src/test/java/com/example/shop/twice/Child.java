package com.example.shop.twice;

import com.example.shop.ShopApplication;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@link TwiceConfigured} in a JVM of its own, with a folder that holds a `logback.xml` first on
 * its class path, and no other configuration of Logback's.
 */
final class Child {
  private static final int LONGEST_SECONDS = 60;

  /** The second appender is the witness: what Logback gave to appenders, and in which order. */
  private static final String LOGBACK_XML =
      """
      <configuration>
        <appender name="RINGTAIL" class="io.ringtail.logback.RingtailAppender"/>
        <appender name="WITNESS" class="ch.qos.logback.core.FileAppender">
          <file>${WITNESS}</file>
          <encoder>
            <pattern>%msg%n</pattern>
          </encoder>
        </appender>
        <root level="INFO">
          <appender-ref ref="RINGTAIL"/>
          <appender-ref ref="WITNESS"/>
        </root>
      </configuration>
      """;

  private final Path folder;

  Child(Path folder) {
    this.folder = folder;
  }

  /** Runs it to its end; what it wrote to stdout. */
  List<String> run(URI endpoint, Map<String, String> ringtail, String... arguments)
      throws IOException, InterruptedException {
    Path stdout = folder.resolve("stdout");
    Path stderr = folder.resolve("stderr");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", classPath(), TwiceConfigured.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("RINGTAIL_"));
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", endpoint.toString());
    environment.put("WITNESS", witness().toString());
    environment.putAll(ringtail);
    Process process = builder.start();
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running: " + Files.readString(stderr));
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new AssertionError("exit code " + process.exitValue() + Files.readString(stderr));
    }
    return Files.readAllLines(stdout);
  }

  Path witness() {
    return folder.resolve("witness.log");
  }

  /** All of the tests' own but the shop and its tests, which have configurations of Logback's. */
  private String classPath() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.writeString(classes.resolve("logback.xml"), LOGBACK_XML);
    Path testClasses = location(Child.class);
    copyPackage(testClasses, classes);
    List<String> parts = new ArrayList<>(List.of(classes.toString()));
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(part);
      if (!path.equals(testClasses) && !path.equals(location(ShopApplication.class))) {
        parts.add(part);
      }
    }
    return String.join(File.pathSeparator, parts);
  }

  private static void copyPackage(Path from, Path to) throws IOException {
    Path inner = Path.of(TwiceConfigured.class.getPackageName().replace('.', '/'));
    Files.createDirectories(to.resolve(inner));
    try (Stream<Path> files = Files.list(from.resolve(inner))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(inner).resolve(file.getFileName()));
      }
    }
  }

  private static Path location(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
