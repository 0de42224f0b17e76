package io.ringtail.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.http.AgentSnapshot.CheckpointStatus;
import io.ringtail.node.http.AgentSnapshot.ConfigStatus;
import io.ringtail.node.http.AgentSnapshot.DestinationStatus;
import io.ringtail.node.http.AgentSnapshot.LogStatus;
import io.ringtail.node.http.AgentSnapshot.SourceStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private final SteeredStatus status = new SteeredStatus();
  private final Checks checks = new Checks(status, status.clock);

  @Test
  void allIsWellAtFirst() {
    status.sources = List.of(new SourceStatus("application", 1, 9, 2, 0, null));

    assertThat(checks.liveness()).noneMatch(Check::hasFailed);
    assertThat(checks.readiness())
        .extracting(Check::name)
        .containsExactly(
            "reading",
            "looking",
            "logs",
            "source application",
            "destination",
            "checkpoints",
            "config");
    assertThat(checks.readiness()).allMatch(check -> check.state() == Check.State.OK);
  }

  @Test
  void isDeadWhenTheReadingThreadStandsStill() {
    status.clock.advance(Duration.ofMinutes(1));
    assertThat(checks.liveness()).noneMatch(Check::hasFailed);

    status.clock.advance(Duration.ofSeconds(1));
    assertThat(checks.liveness()).singleElement().matches(Check::hasFailed);
    assertThat(failed("reading")).contains("not turned for 61 s");

    status.heartbeatNanos = status.clock.nanoTime();
    assertThat(checks.liveness()).noneMatch(Check::hasFailed);
  }

  @Test
  void isNotReadyWhenTheThreadTurnsButLooksAtNothing() {
    status.clock.advance(Duration.ofSeconds(61));
    status.heartbeatNanos = status.clock.nanoTime();

    assertThat(failed("looking")).contains("61 s");
    assertThat(checks.liveness()).noneMatch(Check::hasFailed);

    status.lookedNanos = status.clock.nanoTime();
    assertThat(checks.readiness()).noneMatch(Check::hasFailed);
  }

  @Test
  void isNotReadyWhenALogIsStuck() {
    status.logs =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    new LogStatus(
                        "s",
                        "/log/" + i,
                        "",
                        "",
                        "",
                        9,
                        1,
                        1,
                        0,
                        70,
                        0,
                        true,
                        i == 0 ? "Permission denied" : null))
            .toList();

    assertThat(failed("logs"))
        .contains("5 of 5 logs", "/log/0 (Permission denied), /log/1, /log/2 and others");
    assertThat(checks.liveness()).noneMatch(Check::hasFailed);
  }

  @Test
  void isNotReadyWhenTheDestinationHasFailedForLong() {
    status.destination =
        new DestinationStatus(
            "cloudwatch",
            true,
            0,
            status.clock.epochMillis(),
            "AccessDeniedException: no PutLogEvents");
    status.clock.advance(Duration.ofMinutes(2));
    status.heartbeatNanos = status.clock.nanoTime();
    status.lookedNanos = status.clock.nanoTime();
    assertThat(checks.readiness()).noneMatch(Check::hasFailed);
    assertThat(state("destination")).isEqualTo(Check.State.DEGRADED);

    status.clock.advance(Duration.ofSeconds(1));
    assertThat(failed("destination")).contains("121 s", "AccessDeniedException");
  }

  @Test
  void isReadyWithoutADestinationThatIsNotRequired() {
    status.destination =
        new DestinationStatus("archive", false, 0, status.clock.epochMillis(), "HTTP 503");
    status.clock.advance(Duration.ofHours(1));
    status.heartbeatNanos = status.clock.nanoTime();
    status.lookedNanos = status.clock.nanoTime();

    assertThat(checks.readiness()).noneMatch(Check::hasFailed);
    assertThat(state("destination")).isEqualTo(Check.State.DEGRADED);
  }

  @Test
  void isNotReadyWhenCheckpointsCannotBeWritten() {
    status.checkpoints = new CheckpointStatus(0, "No space left on device");

    assertThat(failed("checkpoints")).contains("No space left on device", "would send again");
  }

  @Test
  void aRefusedConfigurationOrAMissingJournalIsSeenButTheAgentWorks() {
    status.config = new ConfigStatus(status.clock.epochMillis(), 0, 1, "line 3: no such key");
    status.sources = List.of(new SourceStatus("host", 0, 0, 0, 0, "journalctl cannot be run"));

    assertThat(checks.readiness()).noneMatch(Check::hasFailed);
    assertThat(state("config")).isEqualTo(Check.State.DEGRADED);
    assertThat(state("source host")).isEqualTo(Check.State.DEGRADED);
  }

  private String failed(String name) {
    return checks.readiness().stream()
        .filter(check -> check.name().equals(name) && check.hasFailed())
        .map(Check::sentence)
        .findFirst()
        .orElseThrow();
  }

  private Check.State state(String name) {
    return checks.readiness().stream()
        .filter(check -> check.name().equals(name))
        .map(Check::state)
        .findFirst()
        .orElseThrow();
  }
}
