package io.ringtail.bench.agent;

import io.ringtail.bench.caller.CallerBenchmark;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a log call costs in a program that does not know of us, with the agent attached and without:
 * 5 arguments, and 2 MDC keys where the framework has an MDC. Each framework has an appender of its
 * own that does nothing, or that only renders, so that the agent is all that is added.
 *
 * <p>Bursts as in {@link CallerBenchmark}: the ring is empty when one begins. A trial in which the
 * agent captured less than was logged, or dropped an event, fails.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {
      "-Xmx2g",
      "-Djdk.attach.allowAttachSelf=true",
      "-XX:+EnableDynamicAgentLoading"
    })
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(AgentBurst.EVENTS)
public class AgentBenchmark {
  /** One burst. */
  @Benchmark
  public void usual(AgentBurst burst) {
    for (int i = 0; i < AgentBurst.EVENTS; i++) {
      burst.log();
    }
  }
}
