package io.ringtail.node.agent;

import static io.ringtail.node.agent.TestNode.APPLICATION;
import static io.ringtail.node.agent.TestNode.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.fault.Fault;
import io.ringtail.console.fault.FaultKind;
import io.ringtail.console.store.StoredEvent;
import io.ringtail.testing.logs.ContainerName;
import io.ringtail.testing.logs.Rotation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent, killed again and again while containers write, files rotate, and the destination
 * throttles, fails and goes away: every entry arrives, in order, and few arrive twice.
 *
 * <p>For longer than in the build: {@code -Dringtail.chaos.seconds=300
 * -Dringtail.chaos.minLifeMillis=3000 -Dringtail.chaos.maxLifeMillis=6000
 * -Dringtail.chaos.containers=10}, and {@code -Dringtail.chaos.lingerMillis=5000} for the default
 * one. Each life then tells how far behind its checkpoints are.
 */
@Timeout(1_200)
final class KilledAgentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECONDS = Long.getLong("ringtail.chaos.seconds", 6);
  private static final long PER_SECOND = Long.getLong("ringtail.chaos.entriesPerSecond", 2_000);
  private static final int CONTAINERS = Integer.getInteger("ringtail.chaos.containers", 4);
  private static final int MIN_LIFE_MILLIS =
      Integer.getInteger("ringtail.chaos.minLifeMillis", 300);
  private static final int MAX_LIFE_MILLIS =
      Integer.getInteger("ringtail.chaos.maxLifeMillis", 2_000);
  private static final String LINGER_MILLIS =
      System.getProperty("ringtail.chaos.lingerMillis", "100");
  private static final int MAX_FILES = Integer.getInteger("ringtail.chaos.maxFiles", 20);
  private static final long BUFFER_BYTES = 4L << 20;
  private static final long OUTAGE_MILLIS = Math.max(2_000, SECONDS * 20);

  private final Path directory;
  private final Console console;
  private final TestNode node;
  private final SplittableRandom random = new SplittableRandom(1);
  private final NumberedLogs logs;
  private int kills;
  private int runs;

  KilledAgentTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.console =
        Console.start(
            ConsoleOptions.builder()
                .dataDir(directory.resolve("console"))
                .maxDiskBytes(8L << 30)
                .build());
    this.node =
        new TestNode(directory)
            .rotation(new Rotation(400_000, MAX_FILES))
            .env("RINGTAIL_LINGER_MS", LINGER_MILLIS)
            .env("RINGTAIL_BUFFER_BYTES", String.valueOf(BUFFER_BYTES))
            .env("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", console.endpoint().toString());
    this.logs = new NumberedLogs(node, CONTAINERS, PER_SECOND);
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
    console.close();
  }

  @Test
  void everyEntryArrivesInOrderAndFewArriveTwice() throws Exception {
    Thread writer = new Thread(logs, "writer");
    writer.start();
    try {
      killForAWhile(System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS));
    } finally {
      logs.end();
      writer.join();
    }
    console.faults().clear();
    try (AgentProcess agent = startAgent("--until-eof")) {
      assertThat(agent.awaitExit(60 + SECONDS)).as(agent.output()).isZero();
    }
    Arrivals all = new Arrivals(0, 0, 0, 0);
    for (int i = 0; i < CONTAINERS; i++) {
      for (String stdStream : List.of("stdout", "stderr")) {
        Arrivals these = arrivals(logs.names().get(i), stdStream, logs.written(i));
        all = all.plus(these);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d kills, %d rotations, %d entries: %d lost, %d out of order, %d repeated (%d"
            + " bytes, %d a kill), faults %s%n",
        kills,
        logs.rotations(),
        logs.total(),
        all.lost,
        all.outOfOrder,
        all.repeated,
        all.repeatedBytes,
        all.repeatedBytes / Math.max(1, kills),
        console.stats().faults());
    assertThat(all.lost).isZero();
    assertThat(all.outOfOrder).isZero();
    assertThat(kills).isPositive();
    // What was under way, and what was acknowledged since the last checkpoint, a second ago.
    assertThat(all.repeatedBytes).isLessThanOrEqualTo(2L * kills * BUFFER_BYTES);
  }

  private AgentProcess startAgent(String... args) throws IOException {
    return AgentProcess.start(node.env, directory.resolve("output-" + runs++), args);
  }

  private void killForAWhile(long end) throws Exception {
    console
        .faults()
        .replace(
            List.of(
                Fault.of(FaultKind.THROTTLE, 0.1),
                Fault.of(FaultKind.SERVICE_UNAVAILABLE, 0.05),
                Fault.of(FaultKind.INTERNAL_FAILURE, 0.05),
                Fault.of(FaultKind.DROP_BEFORE_STORE, 0.02),
                Fault.latency(2, 30)));
    boolean outage = false;
    long begin = System.nanoTime();
    while (System.nanoTime() < end) {
      if (!outage && System.nanoTime() - begin > (end - begin) / 2) {
        outage = true;
        console.faults().inject(Fault.of(FaultKind.HANG));
        runAndKill(OUTAGE_MILLIS);
        console.faults().clear(FaultKind.HANG);
      }
      runAndKill(random.nextLong(MIN_LIFE_MILLIS, MAX_LIFE_MILLIS));
    }
  }

  /** From where it says that it has begun. */
  private void runAndKill(long millis) throws Exception {
    long begin = System.nanoTime();
    try (AgentProcess agent = startAgent()) {
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(30))
          .until(agent::hasStarted);
      long started = System.nanoTime();
      Thread.sleep(millis);
      assertThat(agent.isAlive()).as(agent.output()).isTrue();
      agent.kill();
      kills++;
      System.out.printf(
          Locale.ROOT,
          "life %d: started in %d ms, killed after %d ms; written %,d bytes, without a checkpoint"
              + " %s; received %,d entries%n",
          kills,
          TimeUnit.NANOSECONDS.toMillis(started - begin),
          millis,
          logs.writtenBytes(),
          Backlog.of(node).describe(),
          console.stats().acceptedEvents());
    }
  }

  private Arrivals arrivals(ContainerName name, String stdStream, int written) throws IOException {
    BitSet seen = new BitSet();
    long repeated = 0;
    long repeatedBytes = 0;
    long outOfOrder = 0;
    // As it is read: by time, and by arrival within a millisecond.
    for (StoredEvent event : console.events(APPLICATION, stream("application", name))) {
      JsonNode json = JSON.readTree(event.message());
      if (json.path("stream").asText().equals(stdStream)) {
        String log = json.path("log").asText();
        int number = Integer.parseInt(log.split(" ", 3)[1]);
        assertThat(log).isEqualTo(NumberedLogs.entry(number));
        if (seen.get(number)) {
          repeated++;
          repeatedBytes += event.message().length();
        } else {
          outOfOrder += number < seen.length() ? 1 : 0;
          seen.set(number);
        }
      }
    }
    return new Arrivals(written - seen.cardinality(), outOfOrder, repeated, repeatedBytes);
  }

  /** What became of the entries of a stream. */
  private record Arrivals(long lost, long outOfOrder, long repeated, long repeatedBytes) {
    Arrivals plus(Arrivals other) {
      return new Arrivals(
          lost + other.lost,
          outOfOrder + other.outOfOrder,
          repeated + other.repeated,
          repeatedBytes + other.repeatedBytes);
    }
  }
}
