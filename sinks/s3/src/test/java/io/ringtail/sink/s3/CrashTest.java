package io.ringtail.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.sink.s3.FaultyProxy.Fault;
import io.ringtail.sink.s3.FaultyProxy.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A sender that is killed with -9, again and again. */
class CrashTest {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final int KILLS = Integer.getInteger("ringtail.test.kills", 2);
  private static final int BATCH = 50;
  private static final String OUTPUT = "output";

  private final Path root;

  @RegisterExtension private final ProxiedBucket bucketOfTest = new ProxiedBucket();

  private final String bucket = bucketOfTest.name;
  private final FaultyProxy proxy = bucketOfTest.proxy;
  private final Stored stored = bucketOfTest.stored;

  CrashTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void aKillLosesNothingThatWasAccepted() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    List<Fault> faults =
        List.of(Fault.SLOW_DOWN, Fault.INTERNAL, new Fault.DropBefore(), new Fault.DropAfter());
    proxy.inject(
        request -> {
          synchronized (random) {
            return random.nextInt(6) == 0 ? faults.get(random.nextInt(4)) : Fault.NONE;
          }
        });
    int accepted = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      int uploads = (int) proxy.seen().stream().filter(Seen::isPut).count();
      accepted = sendAndKill(accepted, accepted + 2_000, uploads + 3);
    }
    proxy.heal();
    uploadWhatIsLeft();

    List<String> lines = stored.allLines();
    Set<String> found = new HashSet<>(lines);
    Set<String> missing = new HashSet<>(CrashingSender.records(0, accepted));
    missing.removeAll(found);
    assertThat(missing).isEmpty();
    assertThat(lines.size() - found.size())
        .as("no more than what was under way at a kill is there twice")
        .isLessThanOrEqualTo(KILLS * BATCH);
    assertNoFileIsLeft();
  }

  @Test
  void aMultipartUploadThatWasBegunIsResumed() throws Exception {
    proxy.inject(
        request -> request.query().contains("partNumber=3") ? new Fault.Hang() : Fault.NONE);
    Process child = startSender(0, 6_000, "s3Compression", "none", "s3ObjectBytes", "11MiB");
    await()
        .atMost(LONG)
        .until(() -> proxy.seen().stream().anyMatch(each -> each.query().contains("partNumber=3")));
    child.destroyForcibly().waitFor();
    String id = uploadId(proxy.seen());
    Map<String, Integer> before = partsOf(id);
    proxy.heal();
    uploadWhatIsLeft();

    assertThat(partsOf(id).get("1")).as("part 1 was not sent again").isEqualTo(before.get("1"));
    assertThat(partsOf(id).get("3")).isGreaterThan(before.get("3"));
    List<String> lines = stored.allLines();
    assertThat(new HashSet<>(lines)).hasSameSizeAs(lines);
    // One whose beginning was under way at the kill may stay: nobody was told its id.
    assertThat(stored.openUploads()).allMatch(each -> partsOf(each).isEmpty());
    assertNoFileIsLeft();
  }

  /** Starts a sender, kills it in the middle, and says how many records it was told to forget. */
  private int sendAndKill(int first, int atLeast, int uploads) throws Exception {
    Process child = startSender(first, BATCH, "s3ObjectBytes", "64KiB");
    await()
        .atMost(LONG)
        .until(
            () ->
                accepted(first) >= atLeast
                    && proxy.seen().stream().filter(Seen::isPut).count() >= uploads);
    child.destroyForcibly().waitFor();
    return accepted(first);
  }

  /** What the sender has said last; {@code first} if it has not said anything. */
  private int accepted(int first) throws IOException {
    List<String> lines =
        Files.readAllLines(root.resolve(OUTPUT)).stream()
            .filter(line -> line.matches("accepted \\d+;"))
            .toList();
    return lines.isEmpty()
        ? first
        : Integer.parseInt(lines.get(lines.size() - 1).replaceAll("\\D", ""));
  }

  private Process startSender(int first, int count, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingSender.class.getName(),
                proxy.endpoint().toString(),
                bucket,
                spool().toString(),
                Integer.toString(first),
                Integer.toString(count)));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(root.resolve(OUTPUT).toFile())
        .start();
  }

  private void uploadWhatIsLeft() {
    try (S3UnderTest next =
        new S3UnderTest(proxy.endpoint(), bucket, "spoolDir", spool().toString())) {
      await().atMost(LONG).until(() -> next.finish(Duration.ofMillis(100)) && isEmpty());
    }
  }

  private Path spool() {
    return root.resolve("spool");
  }

  private boolean isEmpty() throws IOException {
    return files().noneMatch(file -> file.toString().matches(".*\\.(open|sealed)"));
  }

  private Stream<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(spool())) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    return files.stream();
  }

  private void assertNoFileIsLeft() {
    await().atMost(LONG).untilAsserted(() -> assertThat(files()).isEmpty());
  }

  /** Of the upload that hung. */
  private static String uploadId(List<Seen> seen) {
    return seen.stream()
        .filter(request -> request.query().contains("partNumber=3"))
        .map(request -> request.query().replaceFirst(".*uploadId=([^&]+).*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Integer> partsOf(String uploadId) {
    Map<String, Integer> parts = new HashMap<>();
    for (Seen request : proxy.seen()) {
      if (request.isPart() && request.query().contains(uploadId)) {
        String number = request.query().replaceFirst(".*partNumber=(\\d+).*", "$1");
        parts.merge(number, 1, Integer::sum);
      }
    }
    return parts;
  }
}
