package io.ringtail.testing.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the writer against the file that podman's k8s-file driver writes of the same output. Only
 * where an image is named that has a shell and dd: {@code -Dringtail.podman.image=debian}.
 */
@Timeout(120)
class ConmonFramingTest {
  private static final String IMAGE = System.getProperty("ringtail.podman.image", "");

  /** Each burst is written at once; the pause lets conmon read all of it before the next. */
  private static final String SCRIPT =
      "for f in /w/burst-*; do case $f in *stderr) dd if=$f bs=65536 count=1 status=none >&2;;"
          + " *) dd if=$f bs=65536 count=1 status=none;; esac; sleep 0.2; done";

  /** What the program writes at once. */
  private record Burst(String stream, String text) {}

  @Test
  void writesWhatPodmanWrites(@TempDir Path directory) throws Exception {
    assumeTrue(!IMAGE.isEmpty(), "ringtail.podman.image names no image to run with podman");
    List<Burst> bursts = bursts();
    Path input = Files.createDirectory(directory.resolve("input"));
    for (int i = 0; i < bursts.size(); i++) {
      Burst burst = bursts.get(i);
      String name = String.format("burst-%02d-%s", i, burst.stream());
      Files.writeString(input.resolve(name), burst.text(), ISO_8859_1);
    }
    Path real = directory.resolve("real.log");
    run(directory, input, real);

    ContainerLog log =
        new ContainerLog(
            NodePaths.in(directory),
            ContainerName.of("shop", "cart", "app", 1),
            ContainerRuntime.CONMON,
            Rotation.KUBELET,
            InstantSource.system());
    for (Burst burst : bursts) {
      byte[] bytes = burst.text().getBytes(ISO_8859_1);
      log.write(burst.stream(), bytes, 0, bytes.length);
    }
    log.exit();

    assertThat(withoutTimes(log.file())).isEqualTo(withoutTimes(real));
    assertThat(linesOfOneTime(log.file())).isEqualTo(linesOfOneTime(real));
    assertThat(Files.size(log.file())).isEqualTo(Files.size(real));
  }

  private static List<Burst> bursts() {
    List<Burst> bursts = new ArrayList<>();
    for (int length : new int[] {0, 1, 8_191, 8_192, 8_193, 16_383, 16_384, 16_385, 20_000}) {
      bursts.add(new Burst("stdout", "x".repeat(length) + "\n"));
    }
    bursts.add(new Burst("stdout", "one\ntwo\n\nfour\r\n\tfive\u0000\u00ff\n"));
    bursts.add(new Burst("stdout", "begun "));
    bursts.add(new Burst("stderr", "in between, begun too "));
    bursts.add(new Burst("stdout", "and ended\n"));
    bursts.add(new Burst("stderr", "and ended\n"));
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 10; i++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 40_000) {
        text.append("y".repeat(random.nextInt(1 << random.nextInt(15)))).append('\n');
      }
      bursts.add(new Burst(i % 2 == 0 ? "stdout" : "stderr", text.toString()));
    }
    bursts.add(new Burst("stdout", "no newline at the end"));
    return bursts;
  }

  private static void run(Path directory, Path input, Path log) throws Exception {
    Path config = directory.resolve("containers.conf");
    Files.writeString(
        config,
        "[containers]\ndefault_ulimits = [\"nofile=1024:1024\",\"nproc=1024:1024\"]\n"
            + "[engine]\nruntime = \"runc\"\n");
    ProcessBuilder podman =
        new ProcessBuilder(
                "podman",
                "run",
                "--rm",
                "--log-driver=k8s-file",
                "--log-opt=path=" + log,
                "--network=none",
                "--volume=" + input + ":/w:ro",
                IMAGE,
                "sh",
                "-c",
                SCRIPT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(directory.resolve("errors").toFile());
    podman.environment().put("CONTAINERS_CONF", config.toString());
    Process process = podman.start();
    assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue())
        .as(Files.readString(directory.resolve("errors"), ISO_8859_1))
        .isZero();
  }

  private static List<String> withoutTimes(Path log) throws IOException {
    return Files.readAllLines(log, ISO_8859_1).stream()
        .map(line -> line.substring(line.indexOf(' ')))
        .toList();
  }

  /** How many lines follow each other under the same time. */
  private static List<Integer> linesOfOneTime(Path log) throws IOException {
    List<Integer> counts = new ArrayList<>();
    String last = "";
    for (String line : Files.readAllLines(log, ISO_8859_1)) {
      String time = line.substring(0, line.indexOf(' '));
      if (time.equals(last)) {
        counts.set(counts.size() - 1, counts.get(counts.size() - 1) + 1);
      } else {
        counts.add(1);
      }
      last = time;
    }
    return counts;
  }
}
