package io.ringtail.node.http;

import io.ringtail.node.http.AgentSnapshot.BufferStatus;
import io.ringtail.node.http.AgentSnapshot.CheckpointStatus;
import io.ringtail.node.http.AgentSnapshot.ConfigStatus;
import io.ringtail.node.http.AgentSnapshot.DestinationStatus;
import io.ringtail.node.http.AgentSnapshot.LogStatus;
import io.ringtail.node.http.AgentSnapshot.SourceStatus;
import io.ringtail.telemetry.Telemetry;
import io.ringtail.testing.FakeClock;
import java.util.List;

/** An agent that says what a test wants; at first, all is well. */
final class SteeredStatus implements AgentStatus {
  final FakeClock clock = new FakeClock();
  final Telemetry telemetry = new Telemetry("cloudwatch");
  volatile long heartbeatNanos = clock.nanoTime();
  volatile long lookedNanos = clock.nanoTime();
  volatile List<LogStatus> logs = List.of();
  volatile List<SourceStatus> sources = List.of();
  volatile DestinationStatus destination =
      new DestinationStatus("cloudwatch", true, clock.epochMillis(), 0, null);
  volatile CheckpointStatus checkpoints = new CheckpointStatus(clock.epochMillis(), null);
  volatile ConfigStatus config = new ConfigStatus(clock.epochMillis(), 0, 0, null);
  private final long startedEpochMillis = clock.epochMillis();

  static LogStatus log(String pod, long written, long read, long acknowledged, long lost) {
    return new LogStatus(
        "application",
        "/var/log/containers/" + pod + ".log",
        "shop",
        pod,
        "app",
        written,
        read,
        acknowledged,
        lost,
        1.25,
        0,
        false,
        null);
  }

  @Override
  public long heartbeatNanos() {
    return heartbeatNanos;
  }

  @Override
  public long lookedNanos() {
    return lookedNanos;
  }

  @Override
  public AgentSnapshot snapshot() {
    return new AgentSnapshot(
        "1.2.3",
        startedEpochMillis,
        logs,
        sources,
        List.of(destination),
        checkpoints,
        new BufferStatus(1_000, 4_000),
        config);
  }

  @Override
  public List<Telemetry> telemetries() {
    return List.of(telemetry);
  }
}
