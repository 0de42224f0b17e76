package io.ringtail.node.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.node.kubernetes.PodPaths;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import io.ringtail.testing.logs.ContainerRuntime;
import io.ringtail.testing.logs.NodePaths;
import io.ringtail.testing.logs.Rotation;
import io.ringtail.testing.logs.SteppingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which logs are found, and where reading them begins. */
class FoundLogsTest {
  private final SteppingClock clock = new SteppingClock();
  private final Path root;
  private TestAgent agent;
  private int number;

  FoundLogsTest(@TempDir Path root) {
    this.root = root;
    this.agent = new TestAgent(root);
  }

  @AfterEach
  void close() {
    agent.close();
  }

  private ContainerLog container(String pod) throws IOException {
    return container(pod, ContainerRuntime.CONTAINERD, NodePaths.in(root));
  }

  private ContainerLog container(String pod, ContainerRuntime runtime, NodePaths paths)
      throws IOException {
    return new ContainerLog(
        paths, ContainerName.of("shop", pod, "app", number++), runtime, new Rotation(1, 5), clock);
  }

  private void hostFile(String name, String text) throws IOException {
    Path file = root.resolve("var/log").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void appendToHostFile(String name, String text) throws IOException {
    Files.writeString(root.resolve("var/log").resolve(name), text, APPEND);
  }

  private List<String> texts() {
    return agent.opener.all().stream()
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .toList();
  }

  @Test
  void aNewLogIsReadWithinASecond() throws IOException {
    Files.createDirectories(root.resolve("var/log/containers"));
    agent.start();
    agent.runMillis(5_000);
    container("cart").write("stdout", "first\n");
    agent.runMillis(950);

    assertThat(texts()).containsExactly("first");
    assertThat(agent.opener.opened.get(0).pod()).isNotNull();
    assertThat(agent.opener.opened.get(0).key()).startsWith("/var/log/pods/shop_cart_");
    assertThat(agent.opener.opened.get(0).path().toString())
        .startsWith("/var/log/containers/cart_shop_app-");
  }

  @Test
  void aLogThatHasRestedIsReadOnAsSoonAsInotifyTells() throws IOException {
    ContainerLog cart = container("cart");
    cart.write("stdout", "first\n");
    agent.start();
    agent.runMillis(120_000);
    long rested = agent.nanos;
    cart.write("stdout", "second\n");
    // Its turn would come after 20 s; this is 5 s at most by the agent's clock.
    await()
        .pollInterval(Duration.ofMillis(2))
        .until(
            () -> {
              agent.nanos += TimeUnit.MILLISECONDS.toNanos(1);
              agent.look();
              agent.readAll();
              return texts().contains("second");
            });
    assertThat(agent.nanos - rested).isLessThan(TimeUnit.SECONDS.toNanos(6));

    cart.write("stdout", "third\n");
    agent.runMillis(950);
    assertThat(texts()).containsExactly("first", "second", "third");
  }

  @Test
  void whereInotifyTellsNothingEachOfManyThatRestIsReadOnWithinTwoSeconds() throws IOException {
    // Directories that patterns name are watched for new names alone.
    agent.containers = false;
    agent.include = List.of("/var/log/*.log");
    for (int i = 0; i < 40; i++) {
      hostFile(i + ".log", "first\n");
    }
    agent.start();
    agent.runMillis(20_000);
    for (int i = 0; i < 40; i += 3) {
      appendToHostFile(i + ".log", i + "\n");
      agent.runMillis(1_950);
      assertThat(texts()).contains(String.valueOf(i));
    }
    // As if the machine had been asleep.
    appendToHostFile("1.log", "later\n");
    agent.nanos += TimeUnit.HOURS.toNanos(1);
    agent.runMillis(50);
    assertThat(texts()).contains("later");
  }

  @Test
  void whereAHintIsLostALogIsReadOnWithinTwentySeconds() throws IOException {
    ContainerLog cart = container("cart");
    cart.write("stdout", "first\n");
    agent.start();
    agent.runMillis(20_000);
    // inotify tells of a write in the directory of the name by which it was done.
    Path elsewhere = Files.createLink(root.resolve("elsewhere"), cart.file());
    Files.writeString(elsewhere, "2026-11-20T22:00:00.1Z stdout F second\n", APPEND);
    agent.runMillis(20_050);
    assertThat(texts()).containsExactly("first", "second");
  }

  @Test
  void aLogThatIsRotatedWhileItRestsIsReadOn() throws IOException {
    ContainerLog cart = container("cart");
    cart.write("stdout", "first\n");
    agent.start();
    agent.runMillis(20_000);
    assertThat(cart.kubeletTick()).isTrue();
    cart.reopen();
    cart.write("stdout", "second\n");
    // Of the one before, the writer may have a second yet to write to it.
    agent.runMillis(21_500);
    assertThat(texts()).containsExactly("first", "second");
  }

  @Test
  void oneInADirectoryThatIsLookedThroughIsReadOnWithinTwo() throws IOException {
    hostFile("a.log", "first\n");
    // Twenty seconds pass within one tick of the kernel's clock here.
    Files.setLastModifiedTime(root.resolve("var/log"), FileTime.fromMillis(1_000_000));
    agent.containers = false;
    agent.include = List.of("/var/log/*.log");
    agent.start();
    agent.runMillis(20_000);
    Path file = root.resolve("var/log/a.log");
    Files.move(file, file.resolveSibling("a.log.1"));
    hostFile("a.log", "second\n");
    // Of the one before, the writer may have a second yet to write to it.
    agent.runMillis(2_000);
    assertThat(texts()).containsExactly("first", "second");
  }

  @Test
  void ofALogThatRestsTheCheckpointStands() throws IOException {
    ContainerLog cart = container("cart");
    cart.write("stdout", "first\n");
    agent.start();
    agent.runMillis(20_000);
    String key = agent.opener.opened.get(0).key();
    agent.checkpoints.write();
    String said = agent.checkpoints.saved(key);
    assertThat(agent.checkpoints.isAsked(key)).isFalse();

    cart.write("stdout", "second\n");
    agent.runMillis(20_050);
    agent.checkpoints.write();
    assertThat(agent.checkpoints.saved(key)).isNotEqualTo(said);
  }

  @Test
  void twoSourcesThatMatchTheSameLogBothReadItEachWithItsOwnCheckpoint() throws IOException {
    hostFile("a.log", "one\ntwo\n");
    agent.containers = false;
    agent.include = List.of("/var/log/*.log");
    TestAgent other = new TestAgent(root);
    other.name = "other";
    other.containers = false;
    other.include = List.of("/var/log/a*");
    other.checkpoints = agent.checkpoints;
    other.opener.acknowledging = false;
    agent.start();
    other.start();
    agent.runMillis(1_000);
    other.runMillis(1_000);
    assertThat(agent.opener.all()).containsExactly("one", "two");
    assertThat(other.opener.all()).containsExactly("one", "two");
    assertThat(agent.notices.all()).isEmpty();
    assertThat(other.notices.texts().get(0)).contains("/var/log/a.log", "other");

    Map<String, String> written = agent.checkpoints.write();
    agent = agent.restarted(written);
    other = other.restarted(written);
    agent.runMillis(1_000);
    other.runMillis(1_000);

    assertThat(agent.opener.all()).isEmpty();
    assertThat(other.opener.all()).containsExactly("one", "two");
    other.close();
  }

  @Test
  void linksAreFollowedWhereTheNodesFilesAreMountedElsewhere() throws IOException {
    agent.pods = PodPaths::of;
    agent.start();
    NodePaths mounted = new NodePaths(root, true);
    container("a", ContainerRuntime.CONTAINERD, mounted).write("stdout", "containerd\n");
    ContainerLog docker = container("b", ContainerRuntime.DOCKER, mounted);
    docker.write("stdout", "docker\n");
    agent.runMillis(1_000);

    assertThat(agent.opener.lines).hasSize(2);
    assertThat(agent.opener.all()).anyMatch(line -> line.contains("docker\\n"));
    assertThat(agent.opener.opened)
        .anyMatch(log -> log.key().startsWith("/var/lib/docker/containers/"))
        .allSatisfy(log -> assertThat(requireNonNull(log.pod()).uid()).isNotNull());
  }

  @Test
  void dockersRotationIsFollowedAndFoundAgain() throws IOException {
    agent.start();
    ContainerLog log =
        new ContainerLog(
            NodePaths.in(root),
            ContainerName.of("shop", "docker", "app", 9),
            ContainerRuntime.DOCKER,
            new Rotation(300, 4),
            clock);
    agent.runMillis(1_000);
    Map<String, String> checkpoint = Map.of();
    for (int i = 0; i < 12; i++) {
      log.write("stdout", "line-" + i + "\n");
      if (i == 7) {
        agent.runMillis(3_000);
        checkpoint = agent.checkpoints.write();
      }
    }
    List<String> before = agent.opener.all();
    agent = agent.restarted(checkpoint);
    agent.runMillis(3_000);

    assertThat(before).hasSize(8);
    assertThat(agent.opener.all()).hasSize(4).allMatch(line -> line.matches(".*line-(8|9|1.).*"));
  }

  @Test
  void excludedFilesAreNotOpened() throws IOException {
    agent.exclude =
        List.of("/var/log/containers/fluent-bit*", "/var/log/containers/*_kube-system_*");
    agent.start();
    container("fluent-bit-x").write("stdout", "no\n");
    container("cart").write("stdout", "yes\n");
    agent.runMillis(1_000);

    assertThat(texts()).containsExactly("yes");
  }

  @Test
  void rotatedFilesThatAPatternMatchesBelongToTheirLog() throws IOException {
    agent.containers = false;
    agent.include = List.of("/var/log/messages*", "/var/log/apps/**/*.log");
    agent.start();
    agent.runMillis(100);
    hostFile("messages", "m\n");
    hostFile("messages-20261119", "older\n");
    hostFile("messages.1", "oldest\n");
    hostFile("apps/x.log", "x\n");
    hostFile("apps/deep/er/y.log", "y\n");
    hostFile("apps/deep/z.txt", "z\n");
    agent.runMillis(3_000);

    assertThat(agent.opener.lines)
        .containsOnlyKeys(
            "/var/log/messages", "/var/log/apps/x.log", "/var/log/apps/deep/er/y.log");
    assertThat(agent.opener.lines.get("/var/log/messages")).containsExactly("oldest", "older", "m");
  }

  @Test
  void aFileThatIsRenamedToAnyNameIsReadOnceAndWhatIsAddedToItToo() throws IOException {
    hostFiles("/var/log/*.log");
    hostFile("a.log", "1\n2\n");
    agent.runMillis(1_000);
    rename("a.log", "old_a.log");
    hostFile("a.log", "3\n");
    agent.runMillis(5_000);
    assertThat(agent.opener.all()).containsExactly("1", "2", "3");

    Files.writeString(root.resolve("var/log/old_a.log"), "late\n", APPEND);
    agent.runMillis(3_000);
    assertThat(agent.opener.all()).containsExactlyInAnyOrder("1", "2", "3", "late");

    agent = agent.restarted(agent.checkpoints.write());
    agent.runMillis(3_000);
    assertThat(agent.opener.all()).isEmpty();
  }

  @Test
  void aFileThatIsRenamedWhileTheDestinationIsBehindIsReadToItsEndOnce() throws IOException {
    hostFiles("/var/log/*.log");
    hostFile("a.log", "1\n2\n");
    agent.pauseMillis(1_000);
    rename("a.log", "old_a.log");
    hostFile("a.log", "3\n");
    agent.pauseMillis(3_000);
    Files.writeString(root.resolve("var/log/old_a.log"), "late\n", APPEND);
    agent.pauseMillis(1_000);
    agent.runMillis(3_000);

    assertThat(agent.opener.all()).containsExactlyInAnyOrder("1", "2", "3", "late");
    assertThat(agent.deleted.bytes()).isZero();
  }

  @Test
  void aFileThatIsRenamedWhileTheAgentIsAwayIsReadOnFromItsPlace() throws IOException {
    hostFiles("/var/log/*.log");
    hostFile("a.log", "1\n");
    agent.runMillis(1_000);
    Map<String, String> checkpoint = agent.checkpoints.write();
    Files.writeString(root.resolve("var/log/a.log"), "2\n", APPEND);
    rename("a.log", "old_a.log");
    hostFile("a.log", "3\n");
    agent = agent.restarted(checkpoint);
    agent.runMillis(5_000);

    assertThat(agent.opener.all()).containsExactlyInAnyOrder("2", "3");
    assertThat(agent.opener.losses).isEmpty();
  }

  @Test
  void numbersThatAreShiftedWithinTheNameRepeatNothing() throws IOException {
    hostFiles("/var/log/java.*.log");
    hostFile("java.0.log", "a\n");
    agent.runMillis(1_000);
    rename("java.0.log", "java.1.log");
    hostFile("java.0.log", "b\n");
    // Long enough for all to be looked at less often.
    agent.runMillis(70_000);
    rename("java.1.log", "java.2.log");
    rename("java.0.log", "java.1.log");
    hostFile("java.0.log", "c\n");
    agent.runMillis(5_000);
    Map<String, String> checkpoint = agent.checkpoints.write();
    assertThat(agent.opener.all()).containsExactlyInAnyOrder("a", "b", "c");

    rename("java.2.log", "java.3.log");
    rename("java.1.log", "java.2.log");
    rename("java.0.log", "java.1.log");
    hostFile("java.0.log", "d\n");
    agent = agent.restarted(checkpoint);
    agent.runMillis(5_000);
    assertThat(agent.opener.all()).containsExactly("d");
    assertThat(agent.opener.losses).isEmpty();
    agent.close();
    assertThat(openFiles(root)).isZero();
  }

  @Test
  void filesOfWhichALinkNamesTheNewestHaveLogsOfTheirOwn() throws IOException {
    hostFiles("/var/log/*.log");
    hostFile("app-2026-11-20.log", "20\n");
    Path link = root.resolve("var/log/app.log");
    Files.createSymbolicLink(link, Path.of("app-2026-11-20.log"));
    agent.runMillis(1_000);
    hostFile("app-2026-11-21.log", "21\n");
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("app-2026-11-21.log"));
    agent.runMillis(3_000);

    assertThat(agent.opener.all()).containsExactly("20", "21");
  }

  @Test
  void compressedFilesAreReadWithTheirLogOrNotAtAllWhichIsTold() throws IOException {
    hostFiles("/var/log/*");
    hostFile("other.gz", "not even compressed");
    hostFile("a.log", "1\n");
    agent.runMillis(1_000);

    assertThat(agent.opener.all()).containsExactly("1");
    assertThat(agent.notices.texts()).singleElement().asString().contains("/var/log/other.gz");
  }

  @Test
  void aLinkIntoADirectoryThatComesLaterIsReadThen() throws IOException {
    hostFiles("/var/log/*.log");
    Files.createDirectories(root.resolve("var/log"));
    Files.createSymbolicLink(root.resolve("var/log/a.log"), Path.of("later/a.txt"));
    agent.runMillis(3_000);
    assertThat(agent.notices.texts()).singleElement().asString().contains("/var/log/a.log");

    hostFile("later/a.txt", "1\n");
    agent.runMillis(1_000);
    assertThat(agent.opener.all()).containsExactly("1");
    assertThat(agent.notices.all()).hasSize(1);
  }

  @Test
  void aDirectoryThatIsNotThereIsTheSourcesProblemUntilItIs() throws IOException {
    hostFiles("/var/log/app/*.log");
    agent.runMillis(2_000);
    assertThat(agent.source().problem()).contains("no such directory: /var/log/app");
    assertThat(agent.source().isAtEnd()).isTrue();

    hostFile("app/a.log", "1\n");
    agent.runMillis(2_000);
    assertThat(agent.source().problem()).isNull();
    assertThat(agent.opener.all()).containsExactly("1");
  }

  @Test
  void whatHasNoFileDoesNotKeepTheEndFromComing() throws IOException {
    hostFiles("/var/log/*.log");
    Files.createDirectories(root.resolve("var/log"));
    Files.createSymbolicLink(root.resolve("var/log/a.log"), Path.of("none.txt"));
    agent.runMillis(1_000);

    assertThat(agent.source().isAtEnd()).isTrue();
    assertThat(agent.source().problem()).isNull();
  }

  private void hostFiles(String pattern) {
    agent.containers = false;
    agent.include = List.of(pattern);
    agent.start();
  }

  private void rename(String from, String to) throws IOException {
    Files.move(root.resolve("var/log").resolve(from), root.resolve("var/log").resolve(to));
  }

  @Test
  void atTheFirstStartOldLogsBeginAtTheirEndAndNewOnesAtTheirBeginning() throws IOException {
    agent.fromHead = false;
    ContainerLog old = container("old");
    old.write("stdout", "before\n");
    old.writeRaw("2026-11-20T22:00:00Z stdout F begun-".getBytes(UTF_8));
    agent.start();
    agent.runMillis(1_000);
    old.writeRaw("ended\n".getBytes(UTF_8));
    container("new").write("stdout", "new\n");
    agent.runMillis(1_000);

    assertThat(texts()).containsExactlyInAnyOrder("begun-ended", "new");
  }

  @Test
  void logsThatAppearedWhileTheAgentWasAwayAreReadFromTheirOldestFile() throws IOException {
    agent.fromHead = false;
    container("known").write("stdout", "x\n");
    agent.start();
    agent.runMillis(1_000);
    Map<String, String> checkpoint = agent.checkpoints.write();
    ContainerLog appeared = container("appeared");
    appeared.write("stdout", "1\n");
    clock.advance(Duration.ofSeconds(10));
    appeared.kubeletTick();
    appeared.reopen();
    appeared.write("stdout", "2\n");
    agent = agent.restarted(checkpoint);
    agent.runMillis(3_000);

    assertThat(texts()).containsExactly("1", "2");
  }

  @Test
  void withDamagedCheckpointsNothingIsLeftOut() throws IOException {
    agent.fromHead = false;
    agent.checkpoints.damaged = true;
    container("known").write("stdout", "x\n");
    agent.start();
    agent.runMillis(1_000);

    assertThat(texts()).containsExactly("x");
  }

  @Test
  void aLogThatIsNotWantedIsNotOpenedAndReadFromItsBeginningOnceItIs() throws IOException {
    agent.start();
    ContainerLog log = container("cart");
    log.write("stdout", "first\n");
    String key = "/" + root.toRealPath().relativize(log.file().toRealPath());
    agent.opener.unwanted.add(key);
    agent.runMillis(3_000);
    assertThat(agent.opener.opened).isEmpty();
    assertThat(openFiles(root)).isZero();

    agent.opener.unwanted.remove(key);
    agent.runMillis(1_000);
    assertThat(texts()).containsExactly("first");
  }

  @Test
  void aLogThatGoesBeforeItIsOpenedIsToldOf() throws IOException {
    agent.start();
    ContainerLog log = container("cart");
    log.write("stdout", "first\n");
    String key = "/" + root.toRealPath().relativize(log.file().toRealPath());
    agent.opener.unwanted.add(key);
    agent.runMillis(1_000);
    log.remove();
    agent.runMillis(1_000);

    assertThat(agent.opener.gone).containsExactly(key);
    assertThat(agent.source().isAtEnd()).isTrue();
  }

  @Test
  void whatIsWrittenWhileALogIsNotWantedAnyMoreIsLeftOut() throws IOException {
    agent.start();
    ContainerLog log = container("cart");
    String key = "/" + root.toRealPath().relativize(log.file().toRealPath());
    log.write("stdout", "first\n");
    agent.runMillis(1_000);
    agent.opener.unwanted.add(key);
    agent.runMillis(1_000);
    log.write("stdout", "secret\n");
    agent.runMillis(1_000);
    Map<String, String> checkpoint = agent.checkpoints.write();
    assertThat(agent.opener.ended).containsExactly(key);
    assertThat(texts()).containsExactly("first");

    agent = agent.restarted(checkpoint);
    agent.opener.unwanted.add(key);
    agent.runMillis(1_000);
    // However long this lasts: nobody else would answer for it.
    assertThat(agent.checkpoints.isRemembered(key)).isTrue();
    agent.opener.unwanted.remove(key);
    agent.runMillis(1_000);
    log.write("stdout", "third\n");
    agent.runMillis(1_000);
    assertThat(texts()).containsExactly("third");
    assertThat(agent.opener.losses).isEmpty();
  }

  @Test
  void aCreatedFileIsHintedAt() throws IOException {
    RecordingNotices notices = new RecordingNotices();
    try (DirectoryHints hints = new DirectoryHints(notices)) {
      hints.watch(Set.of(root, root.resolve("missing")));
      assertThat(hints.poll()).isFalse();
      Files.createFile(root.resolve("x"));
      await().until(hints::poll);
      assertThat(hints.poll()).isFalse();
    }
    assertThat(notices.all()).isEmpty();
  }

  static long openFiles(Path below) throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files
          .filter(
              fd -> {
                try {
                  return Files.readSymbolicLink(fd).toString().startsWith(below + "/");
                } catch (IOException e) {
                  return false;
                }
              })
          .filter(fd -> !isWriter(fd))
          .count();
    }
  }

  /** Descriptors of the writer in the test. */
  private static boolean isWriter(Path fd) {
    try {
      return Files.readAllLines(Path.of("/proc/self/fdinfo").resolve(fd.getFileName())).stream()
          .filter(line -> line.startsWith("flags:"))
          .anyMatch(line -> (Integer.parseInt(line.substring(6).strip(), 8) & 3) != 0);
    } catch (IOException e) {
      return false;
    }
  }
}
