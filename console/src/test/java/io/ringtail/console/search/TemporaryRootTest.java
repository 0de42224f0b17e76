package io.ringtail.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryRootTest {
  /** A process that has one, says so, and waits to be killed. */
  static final class Owner {
    public static void main(String... args) throws Exception {
      try (TemporaryRoot root = TemporaryRoot.create(Path.of(args[0]))) {
        Files.writeString(root.path().resolve("part"), "of an index");
        System.out.println(root.path());
        TimeUnit.MINUTES.sleep(2);
      }
    }
  }

  @TempDir private Path parent = Path.of("");

  private Process owner() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Owner.class.getName(),
            parent.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private List<Path> roots() throws Exception {
    try (Stream<Path> all = Files.list(parent)) {
      return all.toList();
    }
  }

  @Test
  void isGoneOnceItIsClosed() throws Exception {
    try (TemporaryRoot root = TemporaryRoot.create(parent)) {
      Files.writeString(root.path().resolve("part"), "of an index");
      assertThat(roots()).containsExactly(root.path());
    }
    assertThat(roots()).isEmpty();
  }

  @Test
  void deletesWhatAKilledProcessHasLeftAndNothingThatIsInUse() throws Exception {
    Process owner = owner();
    try {
      Path theirs = Path.of(owner.inputReader().readLine());
      try (TemporaryRoot first = TemporaryRoot.create(parent);
          TemporaryRoot second = TemporaryRoot.create(parent)) {
        assertThat(roots()).containsExactlyInAnyOrder(theirs, first.path(), second.path());
        owner.destroyForcibly().waitFor();
        assertThat(theirs.resolve("part")).exists();
        try (TemporaryRoot third = TemporaryRoot.create(parent)) {
          assertThat(roots()).containsExactlyInAnyOrder(first.path(), second.path(), third.path());
        }
      }
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void followsNoLink(@TempDir Path elsewhere) throws Exception {
    Files.createFile(elsewhere.resolve("lock"));
    Files.writeString(elsewhere.resolve("kept"), "of somebody else");
    Path link = Files.createSymbolicLink(parent.resolve(TemporaryRoot.PREFIX + "link"), elsewhere);
    try (TemporaryRoot root = TemporaryRoot.create(parent)) {
      assertThat(root.path()).isDirectory();
      assertThat(elsewhere.resolve("kept")).exists();
      assertThat(Files.readAttributes(link, BasicFileAttributes.class).isDirectory()).isTrue();
    }
  }
}
