package io.ringtail.agent.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.agent.ChildProgram;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jar is made of. */
@SuppressWarnings("NullAway")
final class AgentJarTest {
  private static final int MAX_BYTES = 11_000_000;
  private static final int JAVA_8 = 52;

  @Test
  void staysSmall() throws Exception {
    assertThat(Files.size(ChildProgram.AGENT)).isLessThan(MAX_BYTES);
  }

  @Test
  void showsTheJvmNothingButPremainAndBridgeInJava8() throws Exception {
    try (JarFile jar = new JarFile(ChildProgram.AGENT.toFile())) {
      List<JarEntry> classes =
          jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
      assertThat(classes).isNotEmpty();
      for (JarEntry entry : classes) {
        assertThat(entry.getName()).matches("io/ringtail/(premain|boot)/.*");
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
          in.skipNBytes(6);
          assertThat(in.readUnsignedShort()).as(entry.getName()).isEqualTo(JAVA_8);
        }
      }
    }
  }

  @Test
  void carriesAnInnerJarThatOtherToolsCanRead() throws Exception {
    boolean sinks = false;
    boolean builder = false;
    try (JarFile jar = new JarFile(ChildProgram.AGENT.toFile());
        ZipInputStream inner =
            new ZipInputStream(jar.getInputStream(jar.getEntry("inst/agent.jar")))) {
      for (var entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
        sinks |= entry.getName().equals("META-INF/services/io.ringtail.sink.SinkFactory");
        builder |= entry.getName().startsWith("io/ringtail/agent/pack/");
      }
    }
    assertThat(sinks).isTrue();
    assertThat(builder).as("what only the build needs").isFalse();
  }

  @Test
  void leavesNoLambdaOfOursToTheJdk(@TempDir Path work) throws Exception {
    Path inner = inner(work);
    List<String> made = new ArrayList<>();
    List<String> left = new ArrayList<>();
    try (JarFile jar = new JarFile(inner.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().matches("io/ringtail/.*[.]class")) {
          byte[] bytes = jar.getInputStream(entry).readAllBytes();
          if (new String(bytes, StandardCharsets.ISO_8859_1).contains("LambdaMetafactory")) {
            left.add(entry.getName());
          }
          if (entry.getName().matches(".*[$]Lambdas[.]class")) {
            made.add(entry.getName().replace('/', '.').replace(".class", ""));
          }
        }
      }
    }

    assertThat(left).isEmpty();
    assertThat(made).hasSizeGreaterThan(40);
    try (URLClassLoader loader = new URLClassLoader(urls(inner), null)) {
      for (String name : made) {
        // Verified, made an instance of where there is but one, and admitted to its nest.
        Class<?> lambda = Class.forName(name, true, loader);
        assertThat(lambda.isNestmateOf(lambda.getNestHost())).as(name).isTrue();
        assertThat(lambda.getNestHost()).as(name).isNotEqualTo(lambda);
      }
    }
  }

  private static Path inner(Path work) throws IOException {
    try (JarFile jar = new JarFile(ChildProgram.AGENT.toFile())) {
      Path inner = work.resolve("inner.jar");
      Files.copy(jar.getInputStream(jar.getEntry("inst/agent.jar")), inner);
      return inner;
    }
  }

  /** With the frameworks that readers are linked to. */
  private static URL[] urls(Path inner) throws IOException {
    List<URL> urls = new ArrayList<>(List.of(inner.toUri().toURL()));
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (part.matches(".*(logback|log4j|jboss-logmanager|slf4j-api).*[.]jar")) {
        urls.add(Path.of(part).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  @Test
  void leavesOutWhatOnlyCompilersAndDebuggersRead(@TempDir Path work) throws Exception {
    List<String> withDebris = new ArrayList<>();
    List<String> withLines = new ArrayList<>();
    try (JarFile jar = new JarFile(inner(work).toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().matches("io/ringtail/.*[.]class")) {
          byte[] bytes = jar.getInputStream(entry).readAllBytes();
          String constants = new String(bytes, StandardCharsets.ISO_8859_1);
          if (constants.contains("LocalVariableTable") || constants.contains("jspecify")) {
            withDebris.add(entry.getName());
          }
          if (constants.contains("LineNumberTable")) {
            withLines.add(entry.getName());
          }
        }
      }
    }
    assertThat(withDebris).isEmpty();
    assertThat(withLines).as("for stack traces").hasSizeGreaterThan(200);
  }

  @Test
  void carriesNothingOfByteBuddyButItsAsm(@TempDir Path work) throws Exception {
    try (JarFile jar = new JarFile(inner(work).toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .filteredOn(name -> name.startsWith("net/bytebuddy/") && name.endsWith(".class"))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("net/bytebuddy/jar/asm/"));
    }
  }

  @Test
  void isTheSameEachTimeItIsBuilt(@TempDir Path work) throws Exception {
    Path one = pack(work.resolve("one.jar"), Path.of("target", "classes"));
    Path two = pack(work.resolve("two.jar"), Path.of("target", "classes"));

    assertThat(Files.mismatch(one, two)).isEqualTo(-1);
  }

  /** An agent's jar of our own making, with these classes in place of the module's own. */
  static Path pack(Path jar, Path classes) throws IOException {
    List<String> inside =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(
                part ->
                    part.matches(
                        ".*(ringtail-(core|appender|sink)|/core/|/appender/|/sinks/|byte-buddy-1"
                            + "|awssdk|disruptor|jackson-core|slf4j-(api|nop)|reactive|eventstream"
                            + ").*"))
            .toList();
    PackAgentJar.main(
        new String[] {
          jar.toString(),
          "0",
          "2026-11-21T00:00:00Z",
          classes + File.pathSeparator + String.join(File.pathSeparator, inside)
        });
    return jar;
  }
}
