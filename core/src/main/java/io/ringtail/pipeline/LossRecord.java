package io.ringtail.pipeline;

import io.ringtail.event.EventView;
import io.ringtail.event.Level;
import io.ringtail.event.Thrown;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Losses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells a loss in the destination itself: how many events, at which levels, why, and between which
 * times.
 */
record LossRecord(Losses losses, long epochMillis) implements EventView {
  /** The logger under which we speak in the destination. */
  static final String LOGGER = "io.ringtail";

  @Override
  public long epochSecond() {
    return Math.floorDiv(epochMillis, 1_000L);
  }

  @Override
  public int nanoOfSecond() {
    return (int) Math.floorMod(epochMillis, 1_000L) * 1_000_000;
  }

  @Override
  public Level level() {
    return Level.WARN;
  }

  @Override
  public String logger() {
    return LOGGER;
  }

  @Override
  public String thread() {
    return Thread.currentThread().getName();
  }

  @Override
  public String message() {
    String reasons =
        losses.byReason().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().label())
            .collect(Collectors.joining(", "));
    long total = losses.total();
    return total
        + (total == 1 ? " log event was" : " log events were")
        + " lost between "
        + Instant.ofEpochMilli(losses.firstMillis())
        + " and "
        + Instant.ofEpochMilli(losses.lastMillis())
        + ": "
        + reasons;
  }

  @Override
  public int cutBytes() {
    return 0;
  }

  @Override
  public Map<String, String> mdc() {
    return Map.of();
  }

  @Override
  public @Nullable Object[] keyValues() {
    List<@Nullable Object> pairs = new ArrayList<>();
    pairs.add("lost");
    pairs.add(losses.total());
    for (Map.Entry<DropReason, Long> entry : losses.byReason().entrySet()) {
      pairs.add("lost_" + entry.getKey().label());
      pairs.add(entry.getValue());
    }
    for (Map.Entry<String, Long> entry : losses.byLevel().entrySet()) {
      pairs.add("lost_" + entry.getKey());
      pairs.add(entry.getValue());
    }
    pairs.add("first_time");
    pairs.add(Instant.ofEpochMilli(losses.firstMillis()).toString());
    pairs.add("last_time");
    pairs.add(Instant.ofEpochMilli(losses.lastMillis()).toString());
    return pairs.toArray();
  }

  @Override
  public String @Nullable [] markers() {
    return null;
  }

  @Override
  public @Nullable Thrown thrown() {
    return null;
  }

  @Override
  public @Nullable StackTraceElement caller() {
    return null;
  }
}
