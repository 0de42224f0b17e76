package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.example.ClosedLoaderProgram;
import com.example.LogbackProgram;
import com.example.SecuredProgram;
import com.example.SilentProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever JAVA_TOOL_OPTIONS gets to, the JVM does what it would do without us. */
@SuppressWarnings("NullAway")
final class NoHarmTest {
  @TempDir private Path work;
  private Destination destination;

  @BeforeEach
  void startDestination() throws Exception {
    destination = Destination.start();
  }

  @AfterEach
  void stopDestination() {
    destination.close();
  }

  @OnEachJdk
  void isSilentWhereNothingIsLogged(Path jdk) throws Exception {
    ChildProgram.Result result = silent().on(jdk).run();

    assertThat(result.stdout()).isEmpty();
    assertThat(result.stderr()).isEmpty();
  }

  @OnEachJdk
  void isSilentWhereWhatIsPrintedIsNotCaptured(Path jdk) throws Exception {
    ChildProgram.Result result = hello().with("RINGTAIL_STDOUT", "off").on(jdk).run();

    assertThat(result.stdout()).isEqualTo("hello\n");
    assertThat(result.stderr()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "java,-version",
    "keytool,-help",
    "jcmd,-h",
    "javac,-version",
    "jar,--version",
    "jps,-h"
  })
  void isSilentInATool(String tool, String argument) throws Exception {
    ChildProgram.Result alone = silent().withoutAgent().runTool(tool, argument);
    ChildProgram.Result attached = silent().with("RINGTAIL_DEBUG", "true").runTool(tool, argument);

    assertThat(attached.stdout()).isEqualTo(alone.stdout());
    assertThat(attached.stderr()).isEqualTo(alone.stderr());
    assertThat(attached.exitCode()).isEqualTo(alone.exitCode());
  }

  @OnEachJdk
  void doesTheWorkOfOneWhenAttachedTwice(Path jdk) throws Exception {
    Path copy = work.resolve("copy.jar");
    Files.copy(ChildProgram.AGENT, copy);
    ChildProgram.Result result =
        logging("many")
            .attachedBy("-javaagent:" + ChildProgram.AGENT + " -javaagent:" + copy)
            .with("JDK_JAVA_OPTIONS", "-javaagent:" + ChildProgram.AGENT)
            .on(jdk)
            .run();

    assertThat(destination.messages()).as(result.stderr()).hasSize(LogbackProgram.EVENTS);
  }

  @Test
  void doesNothingAtAllWhenSwitchedOff() throws Exception {
    ChildProgram.Result result =
        logging("many").with("RINGTAIL_ENABLED", "false").with("RINGTAIL_DEBUG", "true").run();

    assertThat(result.stderr().lines().filter(line -> line.startsWith("ringtail"))).isEmpty();
    assertThat(destination.messages()).isEmpty();
  }

  @Test
  void doesNothingAtAllWhenSwitchedOffByItsArgument() throws Exception {
    ChildProgram.Result result =
        logging("many")
            .attachedBy("-javaagent:" + ChildProgram.AGENT + "=debug=true;enabled=false")
            .run();

    assertThat(result.stderr().lines().filter(line -> line.startsWith("ringtail"))).isEmpty();
    assertThat(destination.messages()).isEmpty();
  }

  @OnEachJdk
  void saysOneLineWhereItWasRepacked(Path jdk) throws Exception {
    Path repacked = work.resolve("repacked.jar");
    repack(repacked);
    ChildProgram.Result result = hello().attachedBy("-javaagent:" + repacked).on(jdk).run();

    assertThat(result.stdout()).isEqualTo("hello\n");
    assertThat(result.exitCode()).isZero();
    assertThat(result.stderr().lines())
        .singleElement()
        .asString()
        .startsWith("ringtail warning: the agent does not run here")
        .contains("repacked");
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "there is no security manager any more")
  void leavesAProgramAloneWhoseSecurityManagerDeniesIt() throws Exception {
    ChildProgram.Result result = hello().withFlag("-Djava.security.manager").run();

    assertThat(result.stdout()).isEqualTo("hello\n");
    assertThat(result.agentLines())
        .singleElement()
        .asString()
        .startsWith("ringtail warning: the agent does not run here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.util.logging", "logback"})
  @EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "there is no security manager any more")
  void shipsForAProgramThatIsDeniedWhatTheAgentMayDo(String framework) throws Exception {
    ChildProgram.Result result =
        ChildProgram.of(work, SecuredProgram.class, framework)
            .to(destination)
            .withFramework("logback-1.5.38")
            .withFlag("-Djava.security.manager=allow")
            .run();

    assertThat(result.exitCode()).as(result.stderr()).isEqualTo(3);
    assertThat(result.agentLines()).hasSize(2).allMatch(line -> line.startsWith("ringtail info"));
    assertThat(result.stderr()).contains("dropped 0", "failed in the agent 0");
    assertThat(destination.loggedMessages()).containsExactly("logged 1");
    assertThat(destination.messages()).contains("secured", "printed by a thread", "printed last");
  }

  @OnEachJdk
  void needsNoTemporaryFiles(Path jdk) throws Exception {
    ChildProgram.Result result =
        logging("many").withFlag("-Djava.io.tmpdir=/proc/none").on(jdk).run();

    assertThat(destination.messages()).hasSize(LogbackProgram.EVENTS);
    assertThat(result.stderr()).contains("delivered " + LogbackProgram.EVENTS);
  }

  @OnEachJdk
  void leavesAFrameworkAloneThatCannotSeeTheBridge(Path jdk) throws Exception {
    List<String> jars = new ArrayList<>(List.of("target/test-classes/"));
    try (Stream<Path> files = Files.list(Path.of("target", "frameworks", "logback-1.5.38"))) {
      files.map(Path::toString).forEach(jars::add);
    }
    ChildProgram.Result result =
        ChildProgram.of(work, ClosedLoaderProgram.class, jars.toArray(String[]::new))
            .to(destination)
            .on(jdk)
            .run();

    assertThat(result.exitCode()).as(result.stderr()).isZero();
    assertThat(result.stdout()).isEqualTo("card ***\n");
    assertThat(result.agentLines())
        .filteredOn(line -> line.startsWith("ringtail warning"))
        .singleElement()
        .asString()
        .contains("ch.qos.logback.classic.Logger", "bootdelegation", "jboss.modules.system.pkgs");
    assertThat(destination.loggedMessages()).containsExactly("from outside of the bundle");
    assertThat(destination.messages()).as("as text, at least").contains("card ***");
  }

  /** As a container with readOnlyRootFilesystem has it. Needs a user namespace of its own. */
  @OnEachJdk
  void needsNoWritableFileSystem(Path jdk) throws Exception {
    String[] readOnly = {
      "unshare",
      "--map-root-user",
      "--mount",
      "sh",
      "-c",
      "mount -o remount,bind,ro / && ! touch '" + work + "/probe' 2>&1 && exec \"$@\"",
      "sh"
    };
    assumeThat(succeeds(readOnly, "true")).as("mounting / read-only is allowed here").isTrue();
    ChildProgram.Result result = logging("many").startedBy(readOnly).on(jdk).run();

    assertThat(destination.messages()).as(result.stderr()).hasSize(LogbackProgram.EVENTS);
    assertThat(result.agentLines()).hasSize(2).allMatch(line -> line.startsWith("ringtail info"));
  }

  private static boolean succeeds(String[] starter, String command) throws Exception {
    List<String> line = new ArrayList<>(List.of(starter));
    line.add(command);
    try {
      return new ProcessBuilder(line).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void tellsWhatIsWrongWithTheConfiguration() throws Exception {
    ChildProgram.Result result =
        logging("many")
            .with("RINGTAIL_LINGER_MS", "soon")
            .with("RINGTAIL_STDOUT", "perhaps")
            .attachedBy("-javaagent:" + ChildProgram.AGENT + "=level=WARN;formatt=ecs")
            .run();

    assertThat(result.stderr())
        .contains("3 problems", "RINGTAIL_LINGER_MS=\"soon\"", "RINGTAIL_STDOUT=\"perhaps\"")
        .contains("formatt", "format");
    assertThat(destination.messages()).as("level=WARN is an argument that counts").isEmpty();
  }

  private static void repack(Path target) throws Exception {
    try (JarFile jar = new JarFile(ChildProgram.AGENT.toFile());
        OutputStream file = Files.newOutputStream(target);
        JarOutputStream out = new JarOutputStream(file)) {
      for (JarEntry entry : jar.stream().toList()) {
        out.putNextEntry(new JarEntry(entry.getName()));
        jar.getInputStream(entry).transferTo(out);
        out.closeEntry();
      }
    }
  }

  private ChildProgram hello() {
    return ChildProgram.of(work, SilentProgram.class, "hello").to(destination);
  }

  private ChildProgram silent() {
    return ChildProgram.of(work, SilentProgram.class).to(destination);
  }

  private ChildProgram logging(String way) throws Exception {
    return ChildProgram.of(work, LogbackProgram.class, way)
        .to(destination)
        .withFramework("logback-1.5.38");
  }
}
