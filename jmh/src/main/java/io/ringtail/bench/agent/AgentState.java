package io.ringtail.bench.agent;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A framework with nothing but an appender of its own, and maybe the agent. */
@State(Scope.Benchmark)
public class AgentState {
  /**
   * Which one the program logs through; `jul-text` with a message that has no parameters, since
   * MessageFormat takes 7 KB a call and hides what else is allocated.
   */
  @Param({"logback", "log4j", "jul", "jul-text"})
  public String framework = "";

  /**
   * `nothing`: what the framework itself costs; `render`: with what anybody must ask of an event
   * that is to be shipped; `agent`: as `nothing`, and attached.
   */
  @Param({"nothing", "render", "agent"})
  public String program = "";

  private final LongAdder logged = new LongAdder();
  private LogCall call = number -> {};
  private @Nullable AttachedAgent agent;

  /** Sets the framework up, and attaches. */
  @Setup(Level.Trial)
  public void open() {
    boolean renders =
        switch (program) {
          case "nothing", "agent" -> false;
          case "render" -> true;
          default -> throw new IllegalArgumentException("program=" + program);
        };
    call =
        switch (framework) {
          case "logback" -> new LogbackCall(renders);
          case "log4j" -> new Log4jCall(renders);
          case "jul" -> new JulCall(renders, true);
          case "jul-text" -> new JulCall(renders, false);
          default -> throw new IllegalArgumentException("framework=" + framework);
        };
    if (program.equals("agent")) {
      agent = AttachedAgent.toThisProcess();
      call.log(0);
      logged(1);
    }
  }

  /** Fails the trial if the agent missed an event or dropped one. */
  @TearDown(Level.Trial)
  public void close() {
    if (agent != null) {
      agent.awaitEmpty();
      agent.requireAllDelivered(logged.sum());
    }
  }

  LogCall call() {
    return call;
  }

  void awaitRoom() {
    if (agent != null) {
      agent.awaitEmpty();
    }
  }

  void logged(int events) {
    logged.add(events);
  }
}
