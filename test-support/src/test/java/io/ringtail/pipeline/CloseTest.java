package io.ringtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.event.Level;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CloseTest {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  @Test
  void deliversWhatIsLeft() {
    PipelineUnderTest fixture = new PipelineUnderTest("lingerMs", "60000");
    for (int i = 0; i < 5_000; i++) {
      fixture.log(Level.WARN, "m" + i);
    }
    fixture.close();

    assertThat(PipelineUnderTest.messages(fixture.delivered())).hasSize(5_000);
    assertThat(fixture.stdout()).isEmpty();
    assertThat(fixture.telemetry().held()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hanging", "throttling", "denying", "throwing"})
  void withADeadSinkEverythingIsOnStdoutWithinTheDeadline(String kind) {
    PipelineUnderTest fixture =
        new PipelineUnderTest(
            "bufferBytes", "2MiB", "overflow", "drop", "lingerMs", "1", "shutdownMs", "1500");
    fixture.sink.otherwise(dead(kind));
    for (int i = 0; i < 20_000; i++) {
      fixture.log(Level.INFO, "m" + i + " " + "x".repeat(100));
    }
    long before = System.nanoTime();
    fixture.close();
    Duration took = Duration.ofNanos(System.nanoTime() - before);

    // The deadline, and a second for a busy machine.
    assertThat(took).isLessThan(Duration.ofMillis(2_500));
    await().until(() -> fixture.telemetry().held() == 0);
    List<JsonNode> lines = fixture.stdout();
    assertThat(lines).isNotEmpty();
    assertThat(lines.stream().map(line -> line.path("seq").asLong())).doesNotHaveDuplicates();
    assertThat(lines.size() + fixture.telemetry().losses().dropped())
        .isEqualTo(fixture.telemetry().captured());
  }

  // Whatever the names of loggers: a program may have one that is called stdout.
  @Test
  void whatTheProgramHasPrintedItselfIsNotPutOnStdoutAgain() {
    PipelineUnderTest fixture = new PipelineUnderTest("lingerMs", "1", "shutdownMs", "300");
    fixture.sink.otherwise(dead("hanging"));
    fixture.print("printed");
    fixture.log("stdout", Level.INFO, "logged", null);
    fixture.print("printed, too");
    fixture.close();
    await().until(() -> fixture.telemetry().held() == 0);

    assertThat(PipelineUnderTest.messages(fixture.stdout())).containsExactly("logged");
    assertThat(fixture.telemetry().handedOver()).as("those that stand there").isEqualTo(3);
  }

  @Test
  void aFullRingGoesToStdoutWhole() {
    PipelineUnderTest fixture =
        new PipelineUnderTest("bufferBytes", "2MiB", "lingerMs", "1", "shutdownMs", "600");
    fixture.sink.otherwise(Answer.accept().once(NEVER));
    int offered = 0;
    while (fixture.telemetry().losses().dropped(DropReason.SHED) == 0) {
      fixture.log(Level.INFO, "m" + offered++);
    }
    assertThat(fixture.pipeline.intake().occupied()).isPositive();

    fixture.close();
    await().until(() -> fixture.telemetry().held() == 0);

    assertThat(PipelineUnderTest.messages(fixture.stdout())).contains("m0", "m" + (offered - 2));
    assertThat(fixture.telemetry().losses().dropped()).isEqualTo(1);
  }

  @Test
  void whoLogsDuringTheCloseIsDeliveredOrCounted() throws Exception {
    for (int round = 0; round < 8; round++) {
      PipelineUnderTest fixture = new PipelineUnderTest("lingerMs", "1");
      CountDownLatch started = new CountDownLatch(4);
      List<Thread> producers = new ArrayList<>();
      for (int p = 0; p < 4; p++) {
        producers.add(
            new Thread(
                () -> {
                  started.countDown();
                  while (fixture.telemetry().losses().dropped(DropReason.CLOSED) < 50) {
                    fixture.log(Level.INFO, "busy");
                  }
                }));
      }
      producers.forEach(Thread::start);
      started.await();
      fixture.close();
      for (Thread producer : producers) {
        producer.join();
      }

      await().until(() -> fixture.telemetry().held() == 0);
      assertThat(fixture.telemetry().accounts().isBalanced()).isTrue();
    }
  }

  @Test
  void aSecondCloseWaitsForTheSameEnd() {
    PipelineUnderTest fixture = new PipelineUnderTest("shutdownMs", "500");
    fixture.sink.otherwise(Answer.accept().once(NEVER));
    fixture.log(Level.INFO, "m");
    fixture.close();
    long before = System.nanoTime();
    fixture.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    await().until(() -> fixture.stdout().size() == 1);
  }

  @Test
  void anInterruptNeitherShortensTheCloseNorIsLost() {
    PipelineUnderTest fixture = new PipelineUnderTest("lingerMs", "60000");
    fixture.log(Level.INFO, "m");
    Thread.currentThread().interrupt();
    try {
      fixture.close();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(fixture.delivered()).hasSize(1);
  }

  @Test
  void flushAfterTheCloseDoesNotWait() throws Exception {
    PipelineUnderTest fixture = new PipelineUnderTest();
    fixture.log(Level.INFO, "m");
    fixture.close();
    long before = System.nanoTime();

    assertThat(fixture.flush()).isTrue();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void hurryEndsTheLinger() {
    try (PipelineUnderTest fixture = new PipelineUnderTest("lingerMs", "600000")) {
      fixture.log(Level.INFO, "m");
      fixture.pipeline.hurry();

      await().until(() -> fixture.sink.accepted().size() == 1);
    }
  }

  @Test
  void threadsAreDaemonsOfOursAndEnd() {
    PipelineUnderTest fixture = new PipelineUnderTest("lingerMs", "0");
    fixture.log(Level.INFO, "m");
    await().until(() -> fixture.sink.accepted().size() == 1);
    List<Thread> threads = ours();
    assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);

    fixture.close();

    await().until(() -> threads.stream().noneMatch(Thread::isAlive) || stuckElsewhere(threads));
  }

  // Sinks of other tests hang for ever, on purpose.
  private static boolean stuckElsewhere(List<Thread> threads) {
    return threads.stream()
        .filter(Thread::isAlive)
        .allMatch(
            thread ->
                java.util.Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().contains("CountDownLatch")));
  }

  private static List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("ringtail-"))
        .toList();
  }

  private static Answer dead(String kind) {
    return switch (kind) {
      case "hanging" -> Answer.accept().once(NEVER);
      case "throttling" -> Answer.retry(RetryCause.THROTTLED);
      case "denying" -> Answer.retry(RetryCause.DENIED);
      default -> Answer.throwing(() -> new StackOverflowError("scripted"));
    };
  }
}
