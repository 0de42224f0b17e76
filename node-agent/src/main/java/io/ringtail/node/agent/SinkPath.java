package io.ringtail.node.agent;

import io.ringtail.config.DestinationNames;
import io.ringtail.node.checkpoint.FileCheckpoints;
import io.ringtail.node.cli.AgentRun;
import io.ringtail.node.config.AgentConfig;
import io.ringtail.node.config.SinkConfig;
import io.ringtail.node.deliver.Outbox;
import io.ringtail.node.http.AgentSnapshot;
import io.ringtail.sink.DeadLetters;
import io.ringtail.sink.RingtailThread;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.SinkHandle;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Telemetry;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * All that leads to one sink: a reader, its places in the logs, batches, accounts. Sinks share
 * nothing of it, so that none can keep back another: each reads the files at its own pace.
 *
 * <p>Threading: as {@link NodeAgent}.
 */
final class SinkPath {
  private static final String KEPT =
      "logs stay in their files, and are read no further than they can be delivered";
  private static final String LOST =
      "records wait within the buffer, and what finds no room there is lost to this sink";

  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private final SinkConfig sink;
  private final Telemetry telemetry;
  private final Outbox outbox;
  private final FileCheckpoints checkpoints;
  private final Turns turns;
  private final Reader reader;

  /**
   * @param bufferBytes its share of RINGTAIL_BUFFER_BYTES
   * @param stateDir where its checkpoints are
   */
  SinkPath(
      AgentRun.Request request,
      SinkConfig sink,
      SinkFactory factory,
      long bufferBytes,
      Path stateDir,
      SharedPods pods,
      DeadLetters deadLetters,
      Notices notices,
      Clock clock) {
    AgentConfig agent = request.config().agent();
    this.sink = sink;
    this.telemetry = new Telemetry(sink.name());
    SinkContext context =
        new SinkContext(agent.create(), agent.retentionDays(), sink.settings(), notices);
    this.outbox =
        new Outbox(
            factory.limits(),
            factory.maxConcurrentSends(),
            bufferBytes,
            factory.lingerMillis(sink.settings(), agent.lingerMillis()),
            sink.required(),
            new SinkHandle(factory, context, cause -> sink.required() ? KEPT : LOST),
            deadLetters,
            telemetry,
            clock,
            this::wake);
    this.checkpoints = new FileCheckpoints(stateDir, notices, clock);
    this.turns =
        new Turns(
            request,
            sink,
            logs -> names(factory, logs),
            factory.limits(),
            outbox,
            checkpoints,
            pods,
            telemetry,
            notices,
            clock);
    this.reader =
        new Reader(outbox, turns::heldBackBytes, turns, request.untilEof(), notices, clock);
  }

  private DestinationNames names(SinkFactory factory, DestinationNames logs) {
    return factory.names(sink.settings(), logs);
  }

  /**
   * Opens the sink; begins to read when the pods of the node are known, or soon.
   *
   * @param isOnly whether there are no others
   */
  void start(long waitForPodsMillis, boolean isOnly) {
    outbox.prepare();
    turns.awaitPods(waitForPodsMillis);
    new RingtailThread(isOnly ? "reader" : "reader-" + sink.name(), reader).start();
  }

  /** As {@link NodeAgent#awaitEof}. */
  void awaitEof() throws InterruptedException {
    reader.awaitEnd();
    outbox.drain();
  }

  void requestEnd() {
    reader.requestEnd();
  }

  /** Waits for what is under way until the deadline, and writes the checkpoints. */
  void end(long deadlineNanos) {
    try {
      if (reader.awaitEnd(deadlineNanos - System.nanoTime())) {
        while (!outbox.isEmpty() && System.nanoTime() - deadlineNanos < 0) {
          outbox.flush();
          LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        outbox.finish(deadlineNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    outbox.stop();
    checkpoints.close();
    turns.close();
  }

  Telemetry telemetry() {
    return telemetry;
  }

  AgentSnapshot snapshot() {
    return turns.snapshot();
  }

  /** When its reader last turned. */
  long heartbeatNanos() {
    return reader.turnNanos();
  }

  /** When its sources were last looked at. */
  long lookedNanos() {
    return turns.lookedNanos();
  }

  // Called by a sender, perhaps before the reader is there.
  private void wake() {
    Reader waiting = reader;
    if (waiting != null) {
      waiting.wake();
    }
  }
}
