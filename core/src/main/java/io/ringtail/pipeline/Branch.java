package io.ringtail.pipeline;

import io.ringtail.batch.BatchAssembler;
import io.ringtail.config.RingtailConfig;
import io.ringtail.encode.EventEncoder;
import io.ringtail.ring.EventRing;
import io.ringtail.sink.DeadLetters;
import io.ringtail.sink.Delivery;
import io.ringtail.sink.Fallback;
import io.ringtail.sink.FixedBatchSupply;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.RingtailThread;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.SinkHandle;
import io.ringtail.telemetry.Telemetry;
import java.util.concurrent.atomic.AtomicLong;

/** The way to one sink: a ring, a pump, a delivery and accounts of its own. Threading: safe. */
record Branch(EventRing ring, EventPump pump, Delivery delivery, Telemetry telemetry) {
  private static final String KEPT = "events are kept within RINGTAIL_BUFFER_BYTES";

  /**
   * @param bufferBytes this sink's share of RINGTAIL_BUFFER_BYTES
   * @param fallback of what the sink does not take
   * @param isOnly whether there are no others
   * @param deadLetters of all sinks
   * @param lastSeq where the numbers of a pipeline go on that has gone before
   */
  static Branch start(
      RingtailConfig config,
      SinkFactory factory,
      long bufferBytes,
      Fallback fallback,
      boolean isOnly,
      DeadLetters deadLetters,
      PipelineContext context,
      AtomicLong lastSeq) {
    Telemetry telemetry = new Telemetry(factory.name());
    MemoryPlan memory = MemoryPlan.of(bufferBytes, factory);
    int maxRecordBytes = memory.limits().maxRecordBytes();
    EventRing ring =
        new EventRing(
            memory.slots(),
            memory.ringBytes(),
            config.overflow(),
            config.blockMillis(),
            maxRecordBytes,
            telemetry);
    SinkContext sinkContext = SinkContext.of(config, context.notices());
    Delivery delivery =
        new Delivery(
            new FixedBatchSupply(memory.limits(), memory.maxBatches()),
            memory.concurrentSends(),
            new SinkHandle(factory, sinkContext, cause -> meanwhile(cause, fallback)),
            fallback,
            deadLetters,
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
    EventPump pump =
        new EventPump(
            ring,
            encoder,
            new BatchAssembler(delivery, identity::destination, lingerNanos),
            delivery,
            identity,
            telemetry,
            context.notices(),
            context.clock(),
            lastSeq,
            lingerNanos,
            !isOnly);
    Telemetries.add(telemetry);
    new RingtailThread(isOnly ? "pump" : "pump-" + factory.name(), pump).start();
    return new Branch(ring, pump, delivery, telemetry);
  }

  private static String meanwhile(RetryCause cause, Fallback fallback) {
    boolean goesOn = cause == RetryCause.DENIED && fallback instanceof Fallback.Stdout;
    return goesOn ? KEPT + ", and if it lasts, they go to stdout as JSON" : KEPT;
  }
}
