package io.ringtail.bench.caller;

import io.ringtail.bench.Workload;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** What one thread brings to a burst. */
@State(Scope.Thread)
public class CallerBurst {
  /** Events in one burst. */
  static final int EVENTS = 1_000;

  private Logger logger = NOPLogger.NOP_LOGGER;
  private long number;

  /** Gives this thread its MDC. */
  @Setup(Level.Trial)
  public void enter(CallerState state) {
    logger = state.logger();
    Workload.enterMdc();
  }

  /** Not measured: waits until the burst fits. */
  @Setup(Level.Invocation)
  public void awaitRoom(CallerState state) {
    state.awaitRoom();
  }

  /** Not measured: counts the burst. */
  @TearDown(Level.Invocation)
  public void count(CallerState state) {
    state.logged(EVENTS);
  }

  Logger logger() {
    return logger;
  }

  long nextNumber() {
    return number++;
  }
}
