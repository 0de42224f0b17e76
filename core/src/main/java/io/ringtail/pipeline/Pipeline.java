package io.ringtail.pipeline;

import io.ringtail.config.RingtailConfig;
import io.ringtail.ring.EventIntake;
import io.ringtail.ring.EventRing;
import io.ringtail.sink.DeadLetters;
import io.ringtail.sink.Delivery;
import io.ringtail.sink.Fallback;
import io.ringtail.sink.SinkCatalog;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * ring → encode → batch → sink, for one configuration; as often as there are sinks, so that none
 * waits for another.
 *
 * <p>Threading: safe. {@link #start} does no I/O; files, credentials and network are for our own
 * threads, later.
 */
public final class Pipeline {
  /** Of the shutdown deadline, what is kept for writing the rest to stdout. */
  private static final int STDOUT_SHARE = 10;

  /** Less memory is no use to a sink. */
  private static final long MIN_SINK_BYTES = 1 << 20;

  private final RingtailConfig config;
  private final List<Branch> branches;
  private final EventIntake intake;
  private final DeadLetters deadLetters;

  private boolean closing;
  private long closeDeadlineNanos;

  private Pipeline(RingtailConfig config, List<Branch> branches, DeadLetters deadLetters) {
    this.config = config;
    this.branches = List.copyOf(branches);
    this.deadLetters = deadLetters;
    // Loops, not streams, here and below: these run while a program starts, and ends.
    List<EventRing> rings = new ArrayList<>();
    for (Branch branch : branches) {
      rings.add(branch.ring());
    }
    this.intake = new EventIntake(rings);
  }

  /** Makes the stages and starts the pumps. Each sink's events are numbered from 1. */
  public static Pipeline start(
      RingtailConfig config, List<SinkFactory> sinks, PipelineContext context) {
    return start(config, sinks, context, new LastNumbers());
  }

  /**
   * @param numbers where those of a pipeline go on that has gone before
   */
  static Pipeline start(
      RingtailConfig config,
      List<SinkFactory> sinks,
      PipelineContext context,
      LastNumbers numbers) {
    long share = Math.max(MIN_SINK_BYTES, config.bufferBytes() / sinks.size());
    DeadLetters deadLetters =
        DeadLetters.of(
            config.deadLetters(),
            config.deadLetterBytes(),
            context.archive(),
            SinkContext.of(config, context.notices()),
            context.clock());
    List<Branch> branches = new ArrayList<>();
    for (SinkFactory sink : sinks) {
      branches.add(
          Branch.start(
              config,
              sink,
              share,
              fallback(sinks, branches.size(), context),
              sinks.size() == 1,
              deadLetters,
              context,
              numbers.of(sink.name())));
    }
    return new Pipeline(config, branches, deadLetters);
  }

  /** The rest of one of them goes to stdout, where each record should stand once. */
  private static Fallback fallback(List<SinkFactory> sinks, int place, PipelineContext context) {
    boolean hasStdout = false;
    for (SinkFactory sink : sinks) {
      hasStdout |= isStdout(sink);
    }
    boolean goesToStdout = hasStdout ? isStdout(sinks.get(place)) : place == 0;
    return goesToStdout ? new Fallback.Stdout(context.stdout()) : Fallback.NOTHING;
  }

  private static boolean isStdout(SinkFactory sink) {
    return sink.name().equals(SinkCatalog.STDOUT);
  }

  /** Where producers hand their events over. */
  public EventIntake intake() {
    return intake;
  }

  /** The accounts of each sink, in the order of the configuration. */
  public List<Telemetry> telemetries() {
    List<Telemetry> telemetries = new ArrayList<>();
    for (Branch branch : branches) {
      telemetries.add(branch.telemetry());
    }
    return telemetries;
  }

  public RingtailConfig config() {
    return config;
  }

  /**
   * Waits until everything captured before has been delivered or given up.
   *
   * @return false if {@code timeout} passed first; everything goes on then
   */
  public boolean flush(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<FlushRequest> requests = new ArrayList<>();
    branches.forEach(branch -> requests.add(branch.pump().requestFlush()));
    boolean done = true;
    for (int i = 0; i < requests.size(); i++) {
      FlushRequest request = requests.get(i);
      Delivery delivery = branches.get(i).delivery();
      done &= request.await(deadline) && delivery.awaitDone(request.submittedBatches(), deadline);
    }
    return done;
  }

  /** Sends what there is without waiting for company, now and from now on. */
  public void hurry() {
    for (Branch branch : branches) {
      branch.pump().hurry();
    }
  }

  /**
   * Refuses new events, delivers what there is within the shutdown deadline, puts the rest on
   * stdout, and ends our threads. Waits no longer than the deadline. An interrupt does not shorten
   * it and is not lost. Called again, it waits for the same end.
   */
  public void close() {
    long deadline = closeDeadline();
    boolean interrupted = false;
    for (Branch branch : branches) {
      interrupted |= awaitEnd(branch.pump(), deadline);
    }
    deadLetters.close(deadline);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it was interrupted meanwhile. */
  private static boolean awaitEnd(EventPump pump, long deadline) {
    boolean interrupted = false;
    while (true) {
      try {
        pump.awaitEnd(deadline);
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  /** Begins the end, the first time it is called; all callers wait for the same deadline. */
  private synchronized long closeDeadline() {
    if (!closing) {
      closing = true;
      long wholeNanos = config.shutdownMillis() * 1_000_000;
      closeDeadlineNanos = System.nanoTime() + wholeNanos;
      long sendUntilNanos = closeDeadlineNanos - wholeNanos / STDOUT_SHARE;
      for (Branch branch : branches) {
        branch.ring().close();
      }
      for (Branch branch : branches) {
        branch.pump().requestEnd(sendUntilNanos);
      }
    }
    return closeDeadlineNanos;
  }
}
