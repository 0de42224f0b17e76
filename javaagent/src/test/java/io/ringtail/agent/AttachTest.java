package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.LogbackProgram;
import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** Attached while the program runs: what it logs from then on is shipped. */
@SuppressWarnings("NullAway")
final class AttachTest {
  @OnEachJdk
  void weavesWhatIsLoadedAlready(Path jdk, @TempDir Path work) throws Exception {
    try (Destination destination = Destination.start()) {
      ChildProgram program =
          ChildProgram.of(work, LogbackProgram.class, "until-killed")
              .to(destination)
              .withFramework("logback-1.5.38")
              .withoutAgent()
              .on(jdk);
      program.run(
          process -> {
            await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Files.readString(program.stdoutFile()).contains("ready"));
            attach(process.pid());
            await().atMost(Duration.ofSeconds(30)).until(() -> destination.messages().size() > 100);
            process.destroy();
          });

      assertThat(destination.messages()).doesNotHaveDuplicates();
    }
  }

  private static void attach(long pid) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      machine.loadAgent(ChildProgram.AGENT.toString());
      machine.detach();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
