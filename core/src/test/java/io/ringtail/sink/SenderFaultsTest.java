package io.ringtail.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.batch.RecordBatch;
import io.ringtail.batch.TestBatches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An only sender, and Errors that it meets beside the sink's: it lives, and loses no batch. */
@Timeout(30)
class SenderFaultsTest {
  private final DeliveryUnderTest fixture = new DeliveryUnderTest(1);

  @AfterEach
  void accountsAreBalanced() {
    fixture.close();
    await().until(() -> fixture.telemetry.accounts().isBalanced());
  }

  @Test
  void whatCannotBeToldStopsNothing() {
    fixture.noticesFail = true;
    fixture.sink.then(ScriptedSink.later(RetryCause.UNAVAILABLE));

    fixture.submit(TestBatches.of("a@1"));
    fixture.awaitDone();

    assertThat(fixture.telemetry.delivered()).isEqualTo(1);
  }

  @Test
  void whoIsToldOfRoomMayFail() {
    fixture.onRoom = SenderFaultsTest::fail;
    for (int i = 1; i <= 3; i++) {
      fixture.submit(TestBatches.of("a@" + i));
      fixture.awaitDone();
    }

    assertThat(fixture.telemetry.delivered()).isEqualTo(3);
  }

  @Test
  void whoWaitsForABatchMayFailAndItIsUsedAgain() {
    for (int i = 1; i <= 8; i++) {
      RecordBatch batch = TestBatches.of("a@" + i);
      // One that is there must be given back before there is another.
      await().until(() -> fixture.delivery.tryTake() != null);
      batch.whenSettled(SenderFaultsTest::fail);
      fixture.submit(batch);
      fixture.awaitDone();
    }

    assertThat(fixture.telemetry.delivered()).isEqualTo(8);
  }

  private static void fail() {
    throw new StackOverflowError("scripted");
  }
}
