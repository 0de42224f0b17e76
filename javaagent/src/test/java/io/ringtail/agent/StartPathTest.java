package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.SilentProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a program that prints one line and ends pays for, in classes: each costs a tenth of a
 * millisecond and some ten KB. Times are for {@code javaagent/start-up}.
 */
final class StartPathTest {
  private static final String HEAVY =
      "com\\.fasterxml\\..*|software\\.amazon\\..*|net\\.bytebuddy\\..*|java\\.util\\.regex\\..*"
          + "|java\\.util\\.stream\\.(Nodes|DistinctOps|MatchOps|SpinedBuffer)|java\\.util\\.logging\\..*"
          + "|java\\.util\\.(SplittableRandom|ServiceLoader|ComparableTimSort)"
          + "|java\\.util\\.concurrent\\.ConcurrentLinkedQueue|java\\.time\\.DateTimeException"
          // By a call through reflection, on JDK 18 and newer.
          + "|java\\.lang\\.invoke\\.BoundMethodHandle\\$Species_LL"
          // A switch by an enum's constants.
          + "|io\\.ringtail\\.config\\.Placeholder\\$1";

  @OnEachJdk
  void loadsNothingThatASingleLineHasNoUseFor(Path jdk, @TempDir Path work) throws Exception {
    List<String> classes = loaded(jdk, work, "all", "-javaagent:" + ChildProgram.AGENT);

    assertThat(classes).contains("io.ringtail.sink.NoneSink");
    assertThat(classes).noneMatch(name -> name.matches(HEAVY));
    assertThat(classes.stream().filter(name -> name.startsWith("io.ringtail.")))
        .hasSizeBetween(50, 185);
  }

  @OnEachJdk
  void hasNoNeedOfAnOpenJdk(Path jdk, @TempDir Path work) throws Exception {
    boolean opened = true;
    // On a busy machine the thread that ends the process may not be waiting when it is looked at.
    for (int attempt = 0; opened && attempt < 3; attempt++) {
      opened =
          loaded(jdk, work, "attempt-" + attempt, "-javaagent:" + ChildProgram.AGENT)
              .contains("io.ringtail.agent.jdk.JdkAccess");
    }
    assertThat(opened).isFalse();
  }

  private static List<String> loaded(Path jdk, Path work, String name, String attached)
      throws Exception {
    Path log = work.resolve(name + ".txt");
    ChildProgram.Result result =
        ChildProgram.of(work, SilentProgram.class, "hello")
            .on(jdk)
            .with("RINGTAIL_SINK", "none")
            .withFlag("-Xlog:class+load:file=" + log + ":none")
            .attachedBy(attached)
            .run();
    assertThat(result.stderr()).contains("captured 1, delivered 1");
    return Files.readAllLines(log).stream().map(line -> line.split(" ", 2)[0]).toList();
  }
}
