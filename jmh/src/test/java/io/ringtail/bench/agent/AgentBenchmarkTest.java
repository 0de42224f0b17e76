package io.ringtail.bench.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** In a JVM of its own, as it is used: an agent does not leave a process that it is attached to. */
final class AgentBenchmarkTest {
  private static final Path AGENT =
      Path.of("..", "javaagent", "target", "ringtail-javaagent.jar").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"logback", "log4j", "jul"})
  void everyEventOfABurstIsCaptured(String framework) throws Exception {
    assumeThat(AGENT).as("the agent, of which the module javaagent was not built").exists();
    Options options =
        new OptionsBuilder()
            .include(AgentBenchmark.class.getSimpleName())
            .param("framework", framework)
            .param("program", "agent")
            .forks(1)
            .jvmArgs("-Dagent.jar=" + AGENT)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(100))
            .shouldFailOnError(true)
            .build();

    Collection<RunResult> results = new Runner(options).run();

    assertThat(results).hasSize(1);
  }
}
