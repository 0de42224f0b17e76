package io.ringtail.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.fault.Fault;
import io.ringtail.console.fault.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the program ends, its last events arrive, or stand on stdout, and it ends in time. */
@SuppressWarnings("NullAway")
@Execution(ExecutionMode.CONCURRENT)
final class EndOfProgramTest {
  private static final String GROUP = "/test/end";
  private static final String STREAM = "stream";

  /** JVM start and a busy machine, beside the deadline itself. */
  private static final Duration SLACK = Duration.ofSeconds(15);

  @TempDir private Path work;
  private Console console;

  @BeforeEach
  void startConsole() throws Exception {
    console = Console.start(ConsoleOptions.defaults());
  }

  @AfterEach
  void stopConsole() {
    console.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"return", "exit", "stop"})
  void deliversEverything(String way) throws Exception {
    ChildProgram.Result result = program(way).run(Duration.ofSeconds(60));

    assertThat(console.events(GROUP, STREAM)).hasSize(EndingProgram.EVENTS);
    assertThat(result.jsonLines()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(way.equals("exit") ? 3 : 0);
  }

  // The order in which hooks start is a matter of chance: more than once.
  @RepeatedTest(5)
  void deliversWhatIsLoggedWhileAFrameworkShutsDown() throws Exception {
    ChildProgram.Result result = program("late-hook").run(Duration.ofSeconds(60));

    assertThat(console.events(GROUP, STREAM)).hasSize(EndingProgram.EVENTS + 20);
    assertThat(result.jsonLines()).isEmpty();
  }

  @Test
  void waitsForSpringLongerThanItsOwnDeadline() throws Exception {
    ChildProgram.Result result =
        program("late-hook").with("RINGTAIL_SHUTDOWN_MS", "900").run(Duration.ofSeconds(60));

    assertThat(console.events(GROUP, STREAM).size() + result.jsonLines().size())
        .isEqualTo(EndingProgram.EVENTS + 20);
  }

  // It waits for our hook, and must not be waited for.
  @Test
  void endsWhereAThreadThatIsNamedLikeAHookEndsTheProgram() throws Exception {
    ChildProgram.Result result =
        program("exit-on-thread").with("RINGTAIL_SHUTDOWN_MS", "120000").run(SLACK);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(console.events(GROUP, STREAM)).hasSize(EndingProgram.EVENTS);
  }

  @Test
  void endsWhileAThreadThatIsNamedLikeAHookNeverDoes() throws Exception {
    ChildProgram.Result result =
        program("latch")
            .with("RINGTAIL_SHUTDOWN_MS", "1000")
            .run(Duration.ofSeconds(2).plus(SLACK));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(console.events(GROUP, STREAM).size() + result.jsonLines().size())
        .isEqualTo(EndingProgram.EVENTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"return", "exit", "stop"})
  void putsEverythingOnStdoutWhileTheDestinationHangs(String way) throws Exception {
    console.faults().inject(Fault.of(FaultKind.HANG));
    ChildProgram.Result result =
        program(way).with("RINGTAIL_SHUTDOWN_MS", "2000").run(Duration.ofSeconds(60));

    assertThat(result.took()).isLessThan(Duration.ofSeconds(2).plus(SLACK));
    assertThat(result.jsonLines()).hasSize(EndingProgram.EVENTS).doesNotHaveDuplicates();
    assertThat(console.events(GROUP, STREAM)).isEmpty();
  }

  @Test
  void putsEverythingOnStdoutWhileNobodyListens() throws Exception {
    console.close();
    ChildProgram.Result result =
        program("return").with("RINGTAIL_SHUTDOWN_MS", "1500").run(Duration.ofSeconds(60));

    assertThat(result.took()).isLessThan(Duration.ofMillis(1_500).plus(SLACK));
    assertThat(result.jsonLines()).hasSize(EndingProgram.EVENTS);
    assertThat(result.stderr()).contains("ringtail warning: sink cloudwatch");
  }

  @Test
  void saysOnceThatAccessIsDenied() throws Exception {
    console.faults().inject(Fault.of(FaultKind.ACCESS_DENIED));
    ChildProgram.Result result =
        program("return").with("RINGTAIL_SHUTDOWN_MS", "2000").run(Duration.ofSeconds(60));

    assertThat(result.jsonLines()).hasSize(EndingProgram.EVENTS);
    assertThat(result.stderr().lines().filter(line -> line.contains("AccessDenied"))).hasSize(1);
  }

  private ChildProgram program(String way) {
    return new ChildProgram(work, EndingProgram.class, way)
        .with("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", console.endpoint().toString())
        .with("RINGTAIL_LOG_GROUP", GROUP)
        .with("RINGTAIL_LOG_STREAM", STREAM)
        // What can be delivered is, on however busy a machine.
        .with("RINGTAIL_SHUTDOWN_MS", "20000")
        .with("RINGTAIL_OVERFLOW", "block");
  }
}
