package io.ringtail.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.batch.TestBatches;
import io.ringtail.telemetry.DropReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A destination that says no: wrong role, no credentials, wrong group. */
@Timeout(30)
class DenialTest {
  private final DeliveryUnderTest fixture = new DeliveryUnderTest(1);
  private final ScriptedSink sink = fixture.sink;

  @AfterEach
  void accountsAreBalanced() {
    fixture.close();
    await().until(() -> fixture.telemetry.accounts().isBalanced());
  }

  @Test
  void aDenialIsWaitedOutFirst() {
    sink.then(ScriptedSink.later(RetryCause.DENIED));
    fixture.submit(TestBatches.of("a@1"));
    await().until(() -> fixture.telemetry.retries() == 1);
    fixture.advance(Duration.ofSeconds(2));
    fixture.awaitDone(Duration.ofMillis(500));

    assertThat(fixture.telemetry.delivered()).isEqualTo(1);
    assertThat(fixture.stdout()).isEmpty();
  }

  @Test
  void eventsGoToStdoutWhenItLastsAndBackWhenAProbeSucceeds() {
    sink.otherwise(ScriptedSink.later(RetryCause.DENIED));
    fixture.submit(TestBatches.of("a@1"));
    // Small steps, so that the last denial's pause is not over yet when the next ones come.
    fixture.awaitDone(Duration.ofMillis(100));
    assertThat(fixture.stdout()).containsExactly("a");

    // The clock stands still: whatever pause the destination was given does not hold these back.
    int sendsBefore = sink.sends().size();
    for (int i = 2; i < 20; i++) {
      fixture.submit(TestBatches.of("r" + i + "@" + i));
    }
    await().until(() -> fixture.telemetry.handedOver() == 19);
    assertThat(fixture.stdout()).hasSize(19);
    assertThat(sink.sends()).hasSize(sendsBefore);

    sink.otherwise(batch -> Outcomes.all(batch.size(), Outcome.ACCEPTED));
    fixture.advance(Duration.ofSeconds(61));
    fixture.submit(TestBatches.of("probe@30"));
    fixture.awaitDone(Duration.ZERO);
    fixture.submit(TestBatches.of("after@31"));
    fixture.awaitDone(Duration.ZERO);

    assertThat(fixture.telemetry.delivered()).isEqualTo(2);
    assertThat(fixture.stdout()).hasSize(19);
    assertThat(sink.sends()).endsWith(List.of("probe@30"), List.of("after@31"));
    assertThat(fixture.notices).anyMatch(text -> text.contains("trying again slowly; they wait"));
  }

  @Test
  void whatGoesToStdoutIsNotDoneBeforeItIsWrittenThere() throws Exception {
    SlowStdout stdout = new SlowStdout();
    sink.otherwise(ScriptedSink.later(RetryCause.DENIED));
    DeliveryUnderTest slow = new DeliveryUnderTest(sink, stdout);
    slow.submit(TestBatches.of("a@1"));
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              slow.advance(Duration.ofMillis(100));
              return stdout.isWriting();
            });

    assertThat(slow.delivery.awaitDone(1, System.nanoTime())).isFalse();
    Thread stopping = new Thread(slow.delivery::stop);
    stopping.start();
    // Long enough for one that does not wait.
    stopping.join(200);
    assertThat(stopping.isAlive()).as("stop() waits as well").isTrue();

    stdout.goOn();
    stopping.join();
    assertThat(stdout).hasToString("a\n");
    assertThat(slow.telemetry.handedOver()).isEqualTo(1);
    assertThat(slow.telemetry.accounts().isBalanced()).isTrue();
  }

  @Test
  void whatStdoutDoesNotTakeEitherIsCountedFromWhereItFailed() {
    AtomicInteger writes = new AtomicInteger();
    OutputStream closing =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (writes.incrementAndGet() > 1) {
              throw new IOException("Broken pipe");
            }
          }
        };
    String half = "x".repeat(40_000);
    ScriptedSink denying = new ScriptedSink().otherwise(ScriptedSink.later(RetryCause.DENIED));
    try (DeliveryUnderTest other = new DeliveryUnderTest(denying, closing)) {
      other.submit(TestBatches.of(half + "@1", half + "@2", half + "@3"));
      other.awaitDone(Duration.ofMillis(100));
      await().until(() -> other.telemetry.held() == 0);

      assertThat(other.telemetry.handedOver()).isEqualTo(1);
      assertThat(other.telemetry.accounts().dropped())
          .containsExactly(java.util.Map.entry(DropReason.STDOUT_FAILED, 2L));
    }
  }

  @Test
  void aSinkThatCannotBeOpenedIsTriedAgain() {
    AtomicInteger opens = new AtomicInteger();
    SinkFactory failing = new FailingFactory(sink, opens);
    try (DeliveryUnderTest other = new DeliveryUnderTest(failing, new ByteArrayOutputStream())) {
      other.submit(TestBatches.of("a@1"));
      other.awaitDone(Duration.ofMillis(300));

      assertThat(opens).hasValue(3);
      assertThat(other.telemetry.delivered()).isEqualTo(1);
      assertThat(other.notices)
          .anyMatch(text -> text.contains("cannot open the sink scripted: no region"));
    }
  }

  /** Writes when it is told to. */
  private static final class SlowStdout extends OutputStream {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    boolean isWriting() {
      return begun.getCount() == 0;
    }

    void goOn() {
      goOn.countDown();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      written.write(bytes, offset, length);
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public String toString() {
      return written.toString(StandardCharsets.UTF_8);
    }
  }

  /** Opens the third time. */
  private record FailingFactory(ScriptedSink sink, AtomicInteger opens) implements SinkFactory {
    @Override
    public String name() {
      return sink.name();
    }

    @Override
    public io.ringtail.batch.BatchLimits limits() {
      return sink.limits();
    }

    @Override
    public int maxConcurrentSends() {
      return 1;
    }

    @Override
    public long sendHeapBytes(io.ringtail.batch.BatchLimits limits) {
      return 0;
    }

    @Override
    public Sink open(SinkContext context) {
      if (opens.incrementAndGet() < 3) {
        throw new IllegalStateException("no region");
      }
      return sink;
    }
  }
}
