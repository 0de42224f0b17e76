package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.example.LogbackProgram;
import com.example.SilentProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** On an image of jlink that has no more of the JDK than the JVM itself needs for any agent. */
@SuppressWarnings("NullAway")
final class SmallImageTest {
  @TempDir private Path work;

  @OnEachJdk
  void shipsWithoutAnyModuleButTheOneForAgents(Path jdk) throws Exception {
    Path image = image(jdk, "java.base,java.instrument");
    try (Destination destination = Destination.start()) {
      ChildProgram.Result logged =
          ChildProgram.of(work, LogbackProgram.class, "many")
              .to(destination)
              .withFramework("logback-1.5.38")
              .on(image)
              .run();
      ChildProgram.Result printed =
          ChildProgram.of(work, SilentProgram.class, "hello").to(destination).on(image).run();

      assertThat(destination.loggedMessages()).as(logged.stderr()).hasSize(LogbackProgram.EVENTS);
      assertThat(destination.messages()).as(printed.stderr()).contains("hello");
      assertThat(logged.agentLines()).hasSize(2).allMatch(line -> line.startsWith("ringtail info"));
      assertThat(printed.agentLines())
          .isNotEmpty()
          .allMatch(line -> line.startsWith("ringtail info"));
    }
  }

  /** Made by the JDK's own jlink, in a second or two. */
  private Path image(Path jdk, String modules) throws Exception {
    Path jlink = jdk.resolve("bin/jlink");
    assumeThat(jlink).as("a JRE has no jlink").isExecutable();
    Path image = work.resolve("image");
    Path log = work.resolve("jlink.txt");
    Process process =
        new ProcessBuilder(jlink.toString(), "--add-modules", modules, "--output", image.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assumeThat(process.waitFor(60, TimeUnit.SECONDS)).as("jlink ends").isTrue();
    assumeThat(process.exitValue())
        .as("a JDK without jmods: " + Files.readString(log, StandardCharsets.UTF_8))
        .isZero();
    return image;
  }
}
