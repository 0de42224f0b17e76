package io.ringtail.node.agent;

import io.ringtail.config.SinkSettings;
import io.ringtail.node.checkpoint.FileCheckpoints;
import io.ringtail.node.cli.AgentRun;
import io.ringtail.node.config.AgentConfig;
import io.ringtail.node.config.NodeConfig;
import io.ringtail.node.deliver.Outbox;
import io.ringtail.node.http.AgentHttp;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.RingtailThread;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.SinkHandle;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Telemetry;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The agent: sources, read by one thread, to one destination.
 *
 * <p>Stopping it, or a kill, loses nothing: what the destination has not acknowledged stands in the
 * files, and is read again after the next start.
 *
 * <p>Threading: {@link #start} and {@link #close} on any one thread.
 */
public final class NodeAgent implements AutoCloseable {
  private static final String KEPT =
      "logs stay in their files, and are read no further than they" + " can be delivered";
  private static final Map<RetryCause, String> MEANWHILE =
      Map.of(
          RetryCause.CROWDED,
          KEPT,
          RetryCause.THROTTLED,
          KEPT,
          RetryCause.UNAVAILABLE,
          KEPT,
          RetryCause.DENIED,
          KEPT);

  /** The longest that the first line waits for the pods of the node to be known. */
  private static final long WAIT_FOR_PODS_MILLIS = 2_000;

  private static final long LOOK_AGAIN_NANOS = 20_000_000;
  private static final long FINISH_NANOS = 1_000_000_000;

  private final AgentConfig config;
  private final Outbox outbox;
  private final FileCheckpoints checkpoints;
  private final Turns turns;
  private final Reader reader;
  private final Telemetry telemetry;
  private final @Nullable AgentHttp http;

  private NodeAgent(AgentRun.Request request, SinkFactory factory, Notices notices, Clock clock)
      throws IOException {
    NodeConfig all = request.config();
    this.config = all.agent();
    this.telemetry = new Telemetry();
    SinkContext context =
        new SinkContext(config.create(), config.retentionDays(), SinkSettings.NONE, notices);
    this.outbox =
        new Outbox(
            factory.limits(),
            factory.maxConcurrentSends(),
            config.bufferBytes(),
            config.lingerMillis(),
            new SinkHandle(factory, context, MEANWHILE),
            telemetry,
            clock,
            this::wake);
    this.checkpoints = new FileCheckpoints(config.stateDir(), notices, clock);
    this.turns =
        new Turns(request, factory.limits(), outbox, checkpoints, telemetry, notices, clock);
    this.reader =
        new Reader(outbox, turns::heldBackBytes, turns, request.untilEof(), notices, clock);
    this.http = openHttp(notices, clock);
  }

  /**
   * Begins to read. Waits a moment for the pods of the node to be known.
   *
   * @throws IOException if the HTTP port cannot be had
   */
  public static NodeAgent start(
      AgentRun.Request request, SinkFactory factory, Notices notices, Clock clock)
      throws IOException {
    NodeAgent agent = new NodeAgent(request, factory, notices, clock);
    agent.outbox.prepare();
    agent.turns.awaitPods(WAIT_FOR_PODS_MILLIS);
    new RingtailThread("reader", agent.reader).start();
    return agent;
  }

  /**
   * Waits until everything that was there has been read and has had its outcome; only for an agent
   * that is told to end then.
   */
  public void awaitEof() throws InterruptedException {
    reader.awaitEnd();
    while (!outbox.isEmpty()) {
      outbox.flush();
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    while (!outbox.finish(System.nanoTime() + FINISH_NANOS)) {
      // The destination does not take it yet: somebody who waits for the end waits for that.
    }
  }

  /** The counters. */
  public Telemetry telemetry() {
    return telemetry;
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
    reader.requestEnd();
    try {
      if (reader.awaitEnd(deadline - System.nanoTime())) {
        while (!outbox.isEmpty() && System.nanoTime() - deadline < 0) {
          outbox.flush();
          LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        outbox.finish(deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    outbox.stop();
    checkpoints.close();
    turns.close();
    if (http != null) {
      http.close();
    }
  }

  private @Nullable AgentHttp openHttp(Notices notices, Clock clock) throws IOException {
    return config.httpPort() < 0
        ? null
        : AgentHttp.start(config.httpPort(), turns.status(reader), clock, notices);
  }

  private void wake() {
    Reader waiting = reader;
    if (waiting != null) {
      waiting.wake();
    }
  }
}
