package io.ringtail.bench.agent;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What one thread brings to a burst. */
@State(Scope.Thread)
public class AgentBurst {
  /** Events in one burst. */
  static final int EVENTS = 1_000;

  private LogCall call = number -> {};
  private long number;

  /** Gives this thread its MDC. */
  @Setup(Level.Trial)
  public void enter(AgentState state) {
    call = state.call();
    call.enterMdc();
  }

  /** Not measured: waits until the ring is empty. */
  @Setup(Level.Invocation)
  public void awaitRoom(AgentState state) {
    state.awaitRoom();
  }

  /** Not measured: counts the burst. */
  @TearDown(Level.Invocation)
  public void count(AgentState state) {
    state.logged(EVENTS);
  }

  void log() {
    call.log(number++);
  }
}
