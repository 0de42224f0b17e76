package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.LogbackProgram;
import io.ringtail.console.fault.Fault;
import io.ringtail.console.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the program ends, its last events arrive, or stand on stdout, and it ends in time. */
@SuppressWarnings("NullAway")
final class EndOfProgramTest {
  private static final Pattern ACCOUNTS =
      Pattern.compile("captured (\\d+), delivered (\\d+), handed to stdout (\\d+), dropped (\\d+)");

  /** JVM start and a busy machine, beside the deadline itself. */
  private static final Duration SLACK = Duration.ofSeconds(15);

  @TempDir private Path work;
  private Destination destination;

  @BeforeEach
  void startDestination() throws Exception {
    destination = Destination.start();
  }

  @AfterEach
  void stopDestination() {
    destination.close();
  }

  @OnEachJdk
  void deliversEverythingBeforeAnExit(Path jdk) throws Exception {
    ChildProgram.Result result = program("exit").on(jdk).run();

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(destination.messages()).hasSize(LogbackProgram.EVENTS).doesNotHaveDuplicates();
  }

  @OnEachJdk
  void deliversWhatShutdownHooksLog(Path jdk) throws Exception {
    program("late-hook").on(jdk).run();

    assertThat(destination.messages()).hasSize(21).contains("from main", "good-bye 19");
  }

  @OnEachJdk
  void accountsForEveryEventAtASigterm(Path jdk) throws Exception {
    ChildProgram program = program("until-killed").on(jdk);
    ChildProgram.Result result =
        program.run(
            process -> {
              await().atMost(Duration.ofSeconds(30)).until(() -> isReady(program.stdoutFile()));
              process.destroy();
            });

    Accounts accounts = Accounts.of(result);
    assertThat(result.exitCode()).isEqualTo(143);
    assertThat(accounts.delivered).isGreaterThanOrEqualTo(LogbackProgram.EVENTS);
    assertThat(accounts.captured)
        .isEqualTo(accounts.delivered + accounts.handedOver + accounts.dropped);
    assertThat(destination.messages()).hasSize((int) accounts.delivered).doesNotHaveDuplicates();
  }

  @OnEachJdk
  void putsEverythingOnStdoutWhileNobodyListens(Path jdk) throws Exception {
    destination.close();
    ChildProgram.Result result = program("exit").with("RINGTAIL_SHUTDOWN_MS", "2000").on(jdk).run();

    assertThat(result.took()).isLessThan(Duration.ofSeconds(2).plus(SLACK));
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.jsonLines()).hasSize(LogbackProgram.EVENTS).doesNotHaveDuplicates();
    assertThat(Accounts.of(result).handedOver).isEqualTo(LogbackProgram.EVENTS);
  }

  @Test
  void putsEverythingOnStdoutWhileTheDestinationHangs() throws Exception {
    destination.faults().inject(Fault.of(FaultKind.HANG));
    ChildProgram.Result result = program("many").with("RINGTAIL_SHUTDOWN_MS", "2000").run();

    assertThat(result.took()).isLessThan(Duration.ofSeconds(2).plus(SLACK));
    assertThat(result.jsonLines()).hasSize(LogbackProgram.EVENTS).doesNotHaveDuplicates();
  }

  private static boolean isReady(Path stdout) throws IOException {
    return Files.exists(stdout) && Files.readString(stdout).contains("ready");
  }

  private ChildProgram program(String way) throws Exception {
    return ChildProgram.of(work, LogbackProgram.class, way)
        .to(destination)
        .withFramework("logback-1.5.38");
  }

  private record Accounts(long captured, long delivered, long handedOver, long dropped) {
    static Accounts of(ChildProgram.Result result) {
      Matcher line = ACCOUNTS.matcher(result.stderr());
      assertThat(line.find()).as(result.stderr()).isTrue();
      return new Accounts(
          Long.parseLong(line.group(1)),
          Long.parseLong(line.group(2)),
          Long.parseLong(line.group(3)),
          Long.parseLong(line.group(4)));
    }
  }
}
