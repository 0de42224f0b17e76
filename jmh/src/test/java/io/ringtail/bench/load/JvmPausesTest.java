package io.ringtail.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JvmPausesTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void tellsThePausesOfTheJvmFromWhatElseMadeACallLong() throws IOException {
    Path log = directory.resolve("log");
    Files.writeString(
        log,
        """
        [50000000ns] Safepoint "G1CollectForAllocation", Time since last: 7 ns, Reaching safepoint: 1 ns, At safepoint: 9 ns, Total: 20000000 ns
        [60000000ns] something else
        """);
    JvmPauses pauses = JvmPauses.read(log);
    LongCalls calls = new LongCalls();
    calls.record(25_000_000, 55_000_000, 4_000_000);
    calls.record(100_000_000, 112_000_000, 5_000_000);
    calls.record(120_000_000, 120_000_900, 0);
    Properties report = new Properties();
    calls.write(report, pauses, 90_000_000);

    assertThat(pauses.count()).isEqualTo(1);
    assertThat(pauses.withinNanos(45_000_000, 46_000_000)).isEqualTo(1_000_000);
    assertThat(report)
        .containsEntry("long.count", "2")
        .containsEntry("long.longest.stopped", "20000000")
        .containsEntry("long.longest.delayed", "4000000")
        .containsEntry("long.max.unstopped", "12000000")
        .containsEntry("long.max.undelayed", "26000000")
        .containsEntry("long.max.own", "7000000")
        .containsEntry("long.max.own.at", "10000000")
        .containsEntry("pauses.max", "20000000");
  }

  @Test
  void theLogOfThisJvmIsUnderstood() throws IOException, InterruptedException {
    Path log = directory.resolve("jvm.log");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                JvmPauses.jvmFlag(log),
                "-cp",
                System.getProperty("java.class.path"),
                Collecting.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertThat(process.waitFor()).isZero();
    JvmPauses pauses = JvmPauses.read(log);
    assertThat(pauses.count()).isPositive();
    assertThat(pauses.longestNanos()).isBetween(1L, 60_000_000_000L);
  }

  /** A program in which the JVM has a reason to stop all threads. */
  static final class Collecting {
    private Collecting() {}

    public static void main(String... args) {
      System.gc();
    }
  }
}
