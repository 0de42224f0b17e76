package io.ringtail.bench.encode;

import io.ringtail.event.EventView;
import io.ringtail.event.Level;
import io.ringtail.event.Thrown;
import io.ringtail.event.ThrownSnapshot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The usual event as the ring hands it over, with a clock that moves on.
 *
 * <p>Threading: one thread.
 */
public final class SampleEvent implements EventView {
  private static final long START_SECOND = 1_795_298_400L;
  private static final long STEP_NANOS = 50_000;

  private final Map<String, String> mdc = new HashMap<>();
  private final @Nullable Thrown thrown;
  private long nanos;

  public SampleEvent(@Nullable Throwable throwable) {
    this.thrown = ThrownSnapshot.of(throwable);
    mdc.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
    mdc.put("userId", "u-10293");
  }

  /** Twenty events a millisecond. */
  public void tick() {
    nanos += STEP_NANOS;
  }

  @Override
  public long epochSecond() {
    return START_SECOND + nanos / 1_000_000_000L;
  }

  @Override
  public int nanoOfSecond() {
    return (int) (nanos % 1_000_000_000L);
  }

  @Override
  public Level level() {
    return Level.INFO;
  }

  @Override
  public String logger() {
    return "com.example.shop.order.OrderService";
  }

  @Override
  public String thread() {
    return "http-nio-8080-exec-7";
  }

  @Override
  public String message() {
    return "order 482913 of customer c-482913 accepted: 3 items, total 12995 cents, ships from FRA-2";
  }

  @Override
  public int cutBytes() {
    return 0;
  }

  @Override
  public Map<String, String> mdc() {
    return mdc;
  }

  @Override
  public @Nullable Object @Nullable [] keyValues() {
    return null;
  }

  @Override
  public String @Nullable [] markers() {
    return null;
  }

  @Override
  public @Nullable Thrown thrown() {
    return thrown;
  }

  @Override
  public @Nullable StackTraceElement caller() {
    return null;
  }
}
