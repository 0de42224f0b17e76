package io.ringtail.node.agent;

import io.ringtail.config.SinkSettings;
import io.ringtail.node.cli.AgentRun;
import io.ringtail.node.config.AgentConfig;
import io.ringtail.node.config.SinkConfig;
import io.ringtail.node.http.AgentHttp;
import io.ringtail.node.http.AgentSnapshot;
import io.ringtail.node.http.AgentStatus;
import io.ringtail.sink.ArchiveFactory;
import io.ringtail.sink.DeadLetters;
import io.ringtail.sink.RingtailThread;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The agent: sources, read by one thread for each sink.
 *
 * <p>Stopping it, or a kill, loses nothing: what a required sink has not acknowledged stands in the
 * files, and is read again after the next start.
 *
 * <p>Threading: {@link #start} and {@link #close} on any one thread.
 */
public final class NodeAgent implements AutoCloseable {
  /** The longest that the first line waits for the pods of the node to be known. */
  private static final long WAIT_FOR_PODS_MILLIS = 2_000;

  /** Less memory is no use to a sink. */
  private static final long MIN_SINK_BYTES = 2 << 20;

  private final AgentConfig config;
  private final SharedPods pods;
  private final List<SinkPath> paths = new ArrayList<>();
  private final DeadLetters deadLetters;
  private final @Nullable AgentHttp http;

  private NodeAgent(
      AgentRun.Request request,
      List<SinkFactory> factories,
      @Nullable ArchiveFactory archive,
      Notices notices,
      Clock clock)
      throws IOException {
    this.config = request.config().agent();
    this.pods = new SharedPods(notices, clock);
    this.deadLetters =
        DeadLetters.of(
            config.deadLetters(),
            config.deadLetterBytes(),
            archive,
            new SinkContext(
                config.create(),
                config.retentionDays(),
                archive == null
                    ? SinkSettings.NONE
                    : request.config().settingsOf(archive.name(), request.surroundings()),
                notices),
            clock);
    List<SinkConfig> sinks = request.config().sinks();
    List<Path> stateDirs =
        StateDirs.of(config.stateDir(), sinks.stream().map(SinkConfig::name).toList());
    long share = Math.max(MIN_SINK_BYTES, config.bufferBytes() / sinks.size());
    for (int i = 0; i < sinks.size(); i++) {
      paths.add(
          new SinkPath(
              request,
              sinks.get(i),
              factories.get(i),
              share,
              stateDirs.get(i),
              pods,
              deadLetters,
              notices,
              clock));
    }
    this.http =
        config.httpPort() < 0
            ? null
            : AgentHttp.start(config.httpPort(), new Status(paths, clock), clock, notices);
  }

  /**
   * Begins to read. Waits a moment for the pods of the node to be known.
   *
   * @param factories one for each sink of the configuration, in its order
   * @param archive the sink that refused records are kept in; null: none
   * @throws IOException if the HTTP port cannot be had, or the state directory not be arranged
   */
  public static NodeAgent start(
      AgentRun.Request request,
      List<SinkFactory> factories,
      @Nullable ArchiveFactory archive,
      Notices notices,
      Clock clock)
      throws IOException {
    NodeAgent agent = new NodeAgent(request, factories, archive, notices, clock);
    for (SinkPath path : agent.paths) {
      path.start(WAIT_FOR_PODS_MILLIS, agent.paths.size() == 1);
    }
    return agent;
  }

  /**
   * Waits until everything that was there has been read and has had its outcome; only for an agent
   * that is told to end then.
   */
  public void awaitEof() throws InterruptedException {
    for (SinkPath path : paths) {
      path.awaitEof();
    }
  }

  /** The counters of each sink, in the order of the configuration. */
  public List<Telemetry> telemetries() {
    return paths.stream().map(SinkPath::telemetry).toList();
  }

  /** The port of its HTTP endpoints; -1 where there are none. */
  public int httpPort() {
    return http == null ? -1 : http.port();
  }

  /**
   * Reads no further, waits for what is under way as long as RINGTAIL_SHUTDOWN_MS allows, and
   * writes the checkpoints.
   */
  @Override
  public void close() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.shutdownMillis());
    paths.forEach(SinkPath::requestEnd);
    List<Thread> ending = new ArrayList<>();
    for (SinkPath path : paths) {
      // Side by side: one that hangs must not take the others' time.
      Thread thread = new RingtailThread("end", () -> path.end(deadline));
      thread.start();
      ending.add(thread);
    }
    try {
      for (Thread thread : ending) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deadLetters.close(deadline);
    pods.close();
    if (http != null) {
      http.close();
    }
  }

  /** What all sinks' paths say together. */
  private record Status(List<SinkPath> paths, Clock clock) implements AgentStatus {
    @Override
    public long heartbeatNanos() {
      return longestAgo(SinkPath::heartbeatNanos);
    }

    @Override
    public long lookedNanos() {
      return longestAgo(SinkPath::lookedNanos);
    }

    private long longestAgo(ToLongFunction<SinkPath> nanos) {
      long now = clock.nanoTime();
      long longest = 0;
      for (SinkPath path : paths) {
        longest = Math.max(longest, now - nanos.applyAsLong(path));
      }
      return now - longest;
    }

    @Override
    public AgentSnapshot snapshot() {
      return AgentSnapshot.together(paths.stream().map(SinkPath::snapshot).toList());
    }

    @Override
    public List<Telemetry> telemetries() {
      return paths.stream().map(SinkPath::telemetry).toList();
    }
  }
}
