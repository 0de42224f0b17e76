package io.ringtail.agent.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.LogbackProgram;
import com.example.PrintingProgram;
import io.ringtail.agent.ChildProgram;
import io.ringtail.agent.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JDK without the insides that we use: everything works, the second way. */
final class ClosedJdkTest {
  @Test
  void shipsEverythingAllTheSame(@TempDir Path work) throws Exception {
    Path classes = work.resolve("classes");
    copyWithoutJdkAccess(Path.of("target", "classes"), classes);
    Path jar = AgentJarTest.pack(work.resolve("agent.jar"), classes);
    try (Destination destination = Destination.start()) {
      ChildProgram.Result result =
          ChildProgram.of(work, LogbackProgram.class, "late-hook")
              .to(destination)
              .withFramework("logback-1.5.38")
              .with("RINGTAIL_DEBUG", "true")
              .attachedBy("-javaagent:" + jar)
              .run();

      assertThat(result.stderr())
          .contains("boot class path extended", "no place after the shutdown hooks");
      assertThat(destination.messages()).as(result.stderr()).contains("from main");

      ChildProgram.Result printed =
          ChildProgram.of(work, PrintingProgram.class, "late-hook")
              .to(destination)
              .attachedBy("-javaagent:" + jar)
              .run();
      assertThat(destination.messages()).as(printed.stderr()).contains("late line 9");
    }
  }

  private static void copyWithoutJdkAccess(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files =
          walk.filter(Files::isRegularFile)
              .filter(file -> !file.toString().contains("JdkAccess"))
              .toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }
}
