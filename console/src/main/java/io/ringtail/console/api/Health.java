package io.ringtail.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.search.EventIndex;
import io.ringtail.console.stats.Counters;
import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.LogGroup;
import io.ringtail.console.store.LogStream;
import io.ringtail.console.store.StoreUsage;
import io.ringtail.console.watch.Gap;
import io.ringtail.console.watch.Loss;
import io.ringtail.console.watch.ProcessWatch;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What comes in, what it would cost, and what is missing.
 *
 * <p>Threading: safe; one daemon thread counts once a second.
 */
public final class Health implements AutoCloseable {
  /** AWS's list price in us-east-1 for ingestion, for each 2^30 bytes. */
  private static final double DOLLARS_PER_GB = 0.50;

  private static final double GB = 1024.0 * 1024.0 * 1024.0;
  private static final int BILLED_BYTES_PER_EVENT = 26;
  private static final double SECONDS_PER_MONTH = 730.0 * 3_600.0;

  private final EventStore store;
  private final EventIndex index;
  private final Counters counters;
  private final ProcessWatch watch;
  private final InstantSource clock;
  private final Rates rates = new Rates();
  private final ScheduledExecutorService timer;

  public Health(
      EventStore store,
      EventIndex index,
      Counters counters,
      ProcessWatch watch,
      InstantSource clock) {
    this.store = store;
    this.index = index;
    this.counters = counters;
    this.watch = watch;
    this.clock = clock;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ringtail-rates");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> unused = timer.scheduleAtFixedRate(this::sample, 0, 1, TimeUnit.SECONDS);
  }

  private void sample() {
    rates.sample(System.nanoTime(), counters.acceptedEvents(), counters.acceptedBytes());
  }

  void write(JsonGenerator out) throws IOException {
    sample();
    StoreUsage usage = store.usage();
    double eventsPerSecond = rates.eventsPerSecond();
    double bytesPerSecond = rates.bytesPerSecond();
    double billed = bytesPerSecond + BILLED_BYTES_PER_EVENT * eventsPerSecond;
    out.writeStartObject();
    out.writeNumberField("now", clock.millis());
    out.writeNumberField("acceptedEvents", counters.acceptedEvents());
    out.writeNumberField("acceptedBytes", counters.acceptedBytes());
    out.writeNumberField("eventsPerSecond", rounded(eventsPerSecond));
    out.writeNumberField("bytesPerSecond", rounded(bytesPerSecond));
    out.writeNumberField(
        "costPerMonthDollars", rounded(billed * SECONDS_PER_MONTH / GB * DOLLARS_PER_GB));
    out.writeStringField(
        "costBasis",
        "ingestion only: message bytes + 26 an event, at the rate of the last 10 s for 730 hours, at"
            + " 0.50 $ per GB (2^30 bytes), the list price in us-east-1");
    out.writeNumberField("heldEvents", usage.heldEvents());
    out.writeNumberField("heldBytes", usage.heldBytes());
    out.writeNumberField("maxBytes", usage.maxBytes());
    out.writeNumberField("evictedEvents", usage.evictedEvents());
    writeTimes(out);
    out.writeNumberField("indexLagMillis", index.lagMillis(clock.millis()));
    writeGaps(out);
    writeLosses(out);
    out.writeNumberField("processes", watch.processes());
    out.writeEndObject();
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private void writeTimes(JsonGenerator out) throws IOException {
    AcceptedBlock oldest = store.arrivals().after(0);
    long newest = -1;
    for (LogGroup group : store.groups()) {
      for (LogStream stream : group.streams()) {
        newest = Math.max(newest, stream.lastEventMillis());
      }
    }
    if (oldest == null || newest < 0) {
      out.writeNullField("oldestTime");
      out.writeNullField("newestTime");
    } else {
      out.writeNumberField("oldestTime", oldest.firstMillis());
      out.writeNumberField("newestTime", newest);
    }
  }

  private void writeGaps(JsonGenerator out) throws IOException {
    out.writeNumberField("missingEvents", watch.missing());
    out.writeArrayFieldStart("gaps");
    for (Gap gap : watch.gaps()) {
      out.writeStartObject();
      out.writeStringField("process", gap.process());
      out.writeNumberField("from", gap.from());
      out.writeNumberField("to", gap.to());
      out.writeNumberField("missing", gap.missing());
      out.writeNumberField("fromTime", gap.fromMillis());
      out.writeNumberField("toTime", gap.toMillis());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void writeLosses(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("losses");
    for (Loss loss : watch.losses()) {
      out.writeStartObject();
      out.writeNumberField("time", loss.millis());
      out.writeStringField("process", loss.process());
      out.writeNumberField("events", loss.events());
      out.writeStringField("reason", loss.reason());
      out.writeStringField("text", loss.text());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
