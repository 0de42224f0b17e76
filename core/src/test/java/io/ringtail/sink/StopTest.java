package io.ringtail.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.batch.RecordBatch;
import io.ringtail.batch.TestBatches;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopTest {
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void handsTheRestOverOnce() {
    DeliveryUnderTest fixture = new DeliveryUnderTest(2);
    fixture.sink.otherwise(this::hang);
    for (int i = 1; i <= 4; i++) {
      fixture.submit(TestBatches.of("a" + i + "@" + i, "b" + i + "@" + i));
    }
    await().until(() -> fixture.sink.underWay() == 2);

    fixture.delivery.stop();
    fixture.delivery.stop();

    assertThat(fixture.stdout()).containsExactly("a1", "b1", "a2", "b2", "a3", "b3", "a4", "b4");
    assertThat(fixture.telemetry.handedOver()).isEqualTo(8);
    assertThat(fixture.telemetry.accounts().isBalanced()).isTrue();
    await().until(() -> fixture.sink.closes() > 0);
  }

  @Test
  void anAnswerThatComesTooLateDoesNotCount() {
    DeliveryUnderTest fixture = new DeliveryUnderTest(1);
    fixture.sink.otherwise(this::hang);
    fixture.submit(TestBatches.of("a@1"));
    await().until(() -> fixture.sink.underWay() == 1);
    fixture.delivery.stop();

    never.countDown();
    await().until(() -> fixture.sink.underWay() == 0);

    assertThat(fixture.telemetry.delivered()).isZero();
    assertThat(fixture.telemetry.handedOver()).isEqualTo(1);
    assertThat(fixture.telemetry.accounts().isBalanced()).isTrue();
  }

  @Test
  void afterTheStopBatchesGoStraightToStdoutAndThereIsAlwaysOne() {
    DeliveryUnderTest fixture = new DeliveryUnderTest(2);
    fixture.sink.otherwise(this::hang);
    for (int i = 1; i <= 4; i++) {
      assertThat(fixture.delivery.tryTake()).isNotNull();
      fixture.submit(TestBatches.of("r" + i + "@" + i));
    }
    assertThat(fixture.delivery.tryTake()).isNull();
    await().until(() -> fixture.sink.underWay() == 2);
    fixture.delivery.stop();

    RecordBatch first = fixture.delivery.tryTake();
    RecordBatch second = fixture.delivery.tryTake();
    fixture.submit(TestBatches.of("late@9"));

    assertThat(List.of(first != null, second != null)).containsExactly(true, true);
    assertThat(fixture.stdout()).containsExactly("r1", "r2", "r3", "r4", "late");
    assertThat(fixture.telemetry.accounts().isBalanced()).isTrue();
  }

  @Test
  void aSinkThatHangsInCloseKeepsNothingBack() {
    DeliveryUnderTest fixture = new DeliveryUnderTest(new HangingClose(never), stdoutOf());
    fixture.submit(TestBatches.of("a@1"));
    await().until(() -> fixture.telemetry.retries() > 0);

    fixture.delivery.stop();

    assertThat(fixture.telemetry.handedOver()).isEqualTo(1);
  }

  @Test
  void whatStdoutRefusesIsCountedAsLost() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    DeliveryUnderTest fixture = new DeliveryUnderTest(new HangingClose(never), broken);
    fixture.submit(TestBatches.of("a@1", "b@2"));
    await().until(() -> fixture.telemetry.retries() > 0);

    fixture.delivery.stop();

    assertThat(fixture.telemetry.losses().dropped(io.ringtail.telemetry.DropReason.STDOUT_FAILED))
        .isEqualTo(2);
    assertThat(fixture.telemetry.accounts().isBalanced()).isTrue();
  }

  private Outcomes hang(RecordBatch batch) throws InterruptedException {
    int size = batch.size();
    never.await();
    return Outcomes.all(size, Outcome.ACCEPTED);
  }

  private static OutputStream stdoutOf() {
    return new java.io.ByteArrayOutputStream();
  }

  /** Never available, and hangs when it is closed. */
  private record HangingClose(CountDownLatch release) implements Sink, SinkFactory {
    @Override
    public Outcomes send(RecordBatch batch) throws Exception {
      return ScriptedSink.later(RetryCause.UNAVAILABLE).to(batch);
    }

    @Override
    public void close() {
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String name() {
      return "hanging";
    }

    @Override
    public io.ringtail.batch.BatchLimits limits() {
      return new ScriptedSink().limits();
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
      return this;
    }
  }
}
