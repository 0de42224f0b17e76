package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.example.LogbackProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An AOT cache has loggers loaded and linked before any agent has seen them (JEP 483); one that was
 * trained without an agent is refused by a JVM that has one.
 */
@SuppressWarnings("NullAway")
final class AotCacheTest {
  @TempDir private Path work;
  private Path jdk;
  private Path cache;
  private Destination destination;

  @BeforeEach
  void startDestination() throws Exception {
    jdk = Jdks.all().get(Jdks.all().size() - 1);
    assumeThat(Runtime.Version.parse(version(jdk)).feature())
        .as("the newest JDK found, %s; caches are made in one run from 25 on", jdk)
        .isGreaterThanOrEqualTo(25);
    cache = work.resolve("program.aot");
    jarOfPrograms();
    destination = Destination.start();
  }

  @AfterEach
  void stopDestination() {
    if (destination != null) {
      destination.close();
    }
  }

  @Test
  void shipsFromACacheThatWasTrainedWithTheAgent() throws Exception {
    program().withFlag("-XX:AOTCacheOutput=" + cache).with("RINGTAIL_SINK", "none").run();
    assertThat(cache).exists();
    // "on": the JVM does not start unless it takes the cache.
    ChildProgram.Result result = withCache().withFlag("-XX:AOTMode=on").run();

    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
    assertThat(destination.messages()).hasSize(LogbackProgram.EVENTS).doesNotHaveDuplicates();
  }

  @Test
  void shipsWhereTheJvmRefusesACacheThatWasTrainedWithoutAnAgent() throws Exception {
    program().withFlag("-XX:AOTCacheOutput=" + cache).withoutAgent().run();
    assertThat(cache).exists();
    ChildProgram.Result result = withCache().run();

    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
    assertThat(destination.messages()).hasSize(LogbackProgram.EVENTS).doesNotHaveDuplicates();
  }

  @Test
  void shipsFromACacheThatWasTrainedWithTheModuleOfAgents() throws Exception {
    String module = "--add-modules=java.instrument";
    program().withFlag("-XX:AOTCacheOutput=" + cache).withFlag(module).withoutAgent().run();
    assertThat(cache).exists();
    ChildProgram.Result result = withCache().withFlag("-XX:AOTMode=on").run();

    assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
    assertThat(destination.messages()).hasSize(LogbackProgram.EVENTS).doesNotHaveDuplicates();
  }

  private ChildProgram withCache() throws Exception {
    return program().withFlag("-XX:AOTCache=" + cache);
  }

  private ChildProgram program() throws Exception {
    return ChildProgram.of(work, LogbackProgram.class, "many")
        .withoutFolders()
        .withClassPath(work.resolve("programs.jar"))
        .withFramework("logback-1.5.38")
        .to(destination)
        .on(jdk);
  }

  /** A cache takes no folders on the class path. */
  private void jarOfPrograms() throws IOException {
    Path classes = Path.of("target", "test-classes");
    try (OutputStream file = Files.newOutputStream(work.resolve("programs.jar"));
        JarOutputStream jar = new JarOutputStream(file);
        Stream<Path> programs = Files.list(classes.resolve("com/example"))) {
      for (Path each : programs.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry("com/example/" + each.getFileName()));
        Files.copy(each, jar);
      }
    }
  }

  private static String version(Path jdk) throws IOException {
    return Files.readAllLines(jdk.resolve("release")).stream()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
        .findFirst()
        .orElseThrow();
  }
}
