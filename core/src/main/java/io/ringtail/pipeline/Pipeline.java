package io.ringtail.pipeline;

import io.ringtail.batch.BatchAssembler;
import io.ringtail.config.RingtailConfig;
import io.ringtail.encode.EventEncoder;
import io.ringtail.ring.EventRing;
import io.ringtail.sink.Delivery;
import io.ringtail.sink.FixedBatchSupply;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.RingtailThread;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.SinkHandle;
import io.ringtail.telemetry.Telemetry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * ring → encode → batch → sink, for one configuration.
 *
 * <p>Threading: safe. {@link #start} does no I/O; files, credentials and network are for our own
 * threads, later.
 */
public final class Pipeline {
  /** Of the shutdown deadline, what is kept for writing the rest to stdout. */
  private static final int STDOUT_SHARE = 10;

  private static final String KEPT = "events are kept within RINGTAIL_BUFFER_BYTES";
  private static final Map<RetryCause, String> MEANWHILE =
      Map.of(
          RetryCause.CROWDED,
          KEPT,
          RetryCause.THROTTLED,
          KEPT,
          RetryCause.UNAVAILABLE,
          KEPT,
          RetryCause.DENIED,
          KEPT + ", and if it lasts, they go to stdout as JSON");

  private final RingtailConfig config;
  private final EventRing ring;
  private final EventPump pump;
  private final Delivery delivery;
  private final Telemetry telemetry;

  private boolean closing;
  private long closeDeadlineNanos;

  private Pipeline(
      RingtailConfig config,
      EventRing ring,
      EventPump pump,
      Delivery delivery,
      Telemetry telemetry) {
    this.config = config;
    this.ring = ring;
    this.pump = pump;
    this.delivery = delivery;
    this.telemetry = telemetry;
  }

  /** Makes the stages and starts the pump. Its events are numbered from 1. */
  public static Pipeline start(
      RingtailConfig config, SinkFactory factory, PipelineContext context) {
    return start(config, factory, context, new AtomicLong());
  }

  /**
   * @param lastSeq where the numbers of a pipeline go on that has gone before
   */
  static Pipeline start(
      RingtailConfig config, SinkFactory factory, PipelineContext context, AtomicLong lastSeq) {
    Telemetry telemetry = new Telemetry();
    MemoryPlan memory = MemoryPlan.of(config.bufferBytes(), factory);
    int maxRecordBytes = memory.limits().maxRecordBytes();
    EventRing ring =
        new EventRing(
            memory.slots(),
            memory.ringBytes(),
            config.overflow(),
            config.blockMillis(),
            maxRecordBytes,
            telemetry);
    Delivery delivery =
        new Delivery(
            new FixedBatchSupply(memory.limits(), memory.maxBatches()),
            memory.concurrentSends(),
            new SinkHandle(factory, SinkContext.of(config, context.notices()), MEANWHILE),
            context.stdout(),
            telemetry,
            context.clock(),
            ring::wake);
    EventEncoder encoder =
        new EventEncoder(config.format(), maxRecordBytes, memory.limits().form());
    PodIdentity identity =
        new PodIdentity(
            config,
            factory.names(config.sinkSettings(), config.names()),
            context,
            encoder,
            maxRecordBytes / 4);
    long lingerMillis = factory.lingerMillis(config.sinkSettings(), config.lingerMillis());
    long lingerNanos = lingerMillis * 1_000_000;
    BatchAssembler assembler = new BatchAssembler(delivery, identity::destination, lingerNanos);
    EventPump pump =
        new EventPump(
            ring,
            encoder,
            assembler,
            delivery,
            identity,
            telemetry,
            context.notices(),
            context.clock(),
            lastSeq,
            lingerNanos);
    Telemetries.add(telemetry);
    new RingtailThread("pump", pump).start();
    return new Pipeline(config, ring, pump, delivery, telemetry);
  }

  /** Where producers hand their events over. */
  public EventRing ring() {
    return ring;
  }

  public Telemetry telemetry() {
    return telemetry;
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
    FlushRequest request = pump.requestFlush();
    return request.await(deadline) && delivery.awaitDone(request.submittedBatches(), deadline);
  }

  /** Sends what there is without waiting for company, now and from now on. */
  public void hurry() {
    pump.hurry();
  }

  /**
   * Refuses new events, delivers what there is within the shutdown deadline, puts the rest on
   * stdout, and ends our threads. Waits no longer than the deadline. An interrupt does not shorten
   * it and is not lost. Called again, it waits for the same end.
   */
  public void close() {
    long deadline = closeDeadline();
    boolean interrupted = false;
    while (true) {
      try {
        pump.awaitEnd(deadline);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Begins the end, the first time it is called; all callers wait for the same deadline. */
  private synchronized long closeDeadline() {
    if (!closing) {
      closing = true;
      long wholeNanos = config.shutdownMillis() * 1_000_000;
      closeDeadlineNanos = System.nanoTime() + wholeNanos;
      ring.close();
      pump.requestEnd(closeDeadlineNanos - wholeNanos / STDOUT_SHARE);
    }
    return closeDeadlineNanos;
  }
}
