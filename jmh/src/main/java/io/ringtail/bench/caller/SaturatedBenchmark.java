package io.ringtail.bench.caller;

import io.ringtail.bench.Workload;
import io.ringtail.bench.subject.Subject;
import io.ringtail.bench.subject.SubjectKind;
import io.ringtail.bench.subject.SubjectOptions;
import io.ringtail.logback.RingtailAppender;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The other case: callers that never pause, a ring that is always full. What is measured is the
 * overflow policy; the time means nothing without the accounts that are printed after each trial.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SaturatedBenchmark {
  /** RINGTAIL_OVERFLOW. */
  @Param({"shed", "drop", "block"})
  public String policy = "";

  private @Nullable Subject subject;

  /** Opens Ringtail with sink `none` and its default buffer. */
  @Setup(Level.Trial)
  public void open() {
    SubjectOptions options =
        new SubjectOptions(null, Path.of("unused"), 0, false, Map.of("overflow", policy));
    subject = Subject.open(SubjectKind.RINGTAIL_NONE, options);
  }

  /** Prints where the events went. */
  @TearDown(Level.Trial)
  public void close() {
    if (subject != null) {
      subject.close();
      if (subject.appender() instanceof RingtailAppender ringtail) {
        System.out.println("policy " + policy + ": " + ringtail.accounts());
      }
    }
  }

  /** A thread's MDC. */
  @State(Scope.Thread)
  public static class Caller {
    private long number;

    /** Gives this thread its MDC. */
    @Setup(Level.Trial)
    public void enter() {
      Workload.enterMdc();
    }
  }

  /** 5 arguments and 2 MDC keys, without pause. */
  @Benchmark
  public void usual(Caller caller) {
    if (subject != null) {
      Workload.usual(subject.logger(), caller.number++);
    }
  }
}
