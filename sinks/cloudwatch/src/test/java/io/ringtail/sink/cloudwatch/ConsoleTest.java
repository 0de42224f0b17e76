package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.RecordBatch;
import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.fault.Fault;
import io.ringtail.console.fault.FaultKind;
import io.ringtail.console.store.StoredEvent;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.DropReason;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against an endpoint that keeps CloudWatch's rules to the byte. */
class ConsoleTest {
  private static final int MAX_BYTES = 1_048_576;

  private Console console;
  private SinkUnderTest tested;

  @BeforeEach
  void start() throws IOException {
    console = Console.start(ConsoleOptions.builder().requireAuth(true).build());
    tested = new SinkUnderTest(console.endpoint());
  }

  @AfterEach
  void stop() {
    tested.close();
    console.close();
  }

  @Test
  void aFirstBatchCreatesGroupAndStreamAndArrives() {
    List<Outcome> outcomes =
        tested.send(Batches.of("{\"a\":1}", "{\"b\":\"ä\ud83d\ude00\\n\\\"\\\\\"}"));

    assertThat(outcomes).containsOnly(Outcome.ACCEPTED).hasSize(2);
    assertThat(messages()).containsExactly("{\"a\":1}", "{\"b\":\"ä\ud83d\ude00\\n\\\"\\\\\"}");
    assertThat(console.stats().requests("CreateLogGroup", "ok")).isEqualTo(1);
    assertThat(console.stats().requests("CreateLogStream", "ok")).isEqualTo(1);
    assertThat(console.stats().requests("PutLogEvents")).isEqualTo(2);
    assertThat(console.stats().requests().keySet())
        .noneMatch(operation -> operation.startsWith("Describe"));
  }

  @Test
  void connectionsAreUsedAgain() {
    for (int i = 0; i < 20; i++) {
      assertThat(tested.send(Batches.of("m" + i))).containsOnly(Outcome.ACCEPTED);
    }
    assertThat(console.stats().connections()).isEqualTo(1);
  }

  @Test
  void aBatchOf10000EventsIsTaken() {
    assertThat(tested.send(Batches.numbered(10_000))).containsOnly(Outcome.ACCEPTED);
    assertThat(messages()).hasSize(10_000);
    assertThat(console.stats().requests("PutLogEvents", "ok")).isEqualTo(1);
  }

  @Test
  void aBatchOfExactly1048576BytesIsTaken() {
    long now = System.currentTimeMillis();
    Batches batches = new Batches(Batches.DESTINATION);
    byte[] quarter = filled(MAX_BYTES / 4 - 26);
    for (int i = 0; i < 4; i++) {
      batches.add(quarter, now + i);
    }
    List<RecordBatch> sealed = batches.seal();

    assertThat(sealed).hasSize(1);
    assertThat(tested.send(sealed.get(0))).containsOnly(Outcome.ACCEPTED).hasSize(4);
    assertThat(console.stats().requests("PutLogEvents", "ok")).isEqualTo(1);
  }

  @Test
  void theLargestEventIsTaken() {
    Batches batches = new Batches(Batches.DESTINATION);
    batches.add(filled(MAX_BYTES - 26), System.currentTimeMillis());

    assertThat(tested.send(batches.seal().get(0))).containsOnly(Outcome.ACCEPTED);
  }

  @Test
  void aBatchOf24HoursIsTaken() {
    long now = System.currentTimeMillis();
    Batches batches = new Batches(Batches.DESTINATION);
    batches.add(filled(10), now - TimeUnit.HOURS.toMillis(24)).add(filled(10), now);
    List<RecordBatch> sealed = batches.seal();

    assertThat(sealed).hasSize(1);
    assertThat(tested.send(sealed.get(0))).containsOnly(Outcome.ACCEPTED);
    assertThat(console.stats().requests("PutLogEvents", "ok")).isEqualTo(1);
  }

  @Test
  void tooOldAndTooNewEventsAreToldApart() {
    long now = System.currentTimeMillis();
    Batches old = new Batches(Batches.DESTINATION);
    old.add(filled(10), now - TimeUnit.DAYS.toMillis(14) - 60_000)
        .add(filled(10), now - TimeUnit.DAYS.toMillis(14) + 60_000);
    Batches early = new Batches(Batches.DESTINATION);
    early.add(filled(10), now).add(filled(10), now + TimeUnit.HOURS.toMillis(2) + 60_000);

    assertThat(tested.send(old.seal().get(0)))
        .satisfiesExactly(
            first -> assertRejected(first, DropReason.TOO_OLD),
            second -> assertThat(second).isEqualTo(Outcome.ACCEPTED));
    assertThat(tested.send(early.seal().get(0)))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo(Outcome.ACCEPTED),
            second -> assertRejected(second, DropReason.TOO_NEW));
  }

  @Test
  void eventsBeyondTheRetentionAreExpired() {
    try (SinkUnderTest withRetention =
        new SinkUnderTest(console.endpoint(), "retentionDays", "1")) {
      withRetention.send(Batches.of("creates the group"));
      assertThat(console.stats().requests("PutRetentionPolicy", "ok")).isEqualTo(1);
      long now = System.currentTimeMillis();
      Batches batches = new Batches(Batches.DESTINATION);
      batches.add(filled(10), now - TimeUnit.HOURS.toMillis(24) - 1000).add(filled(10), now - 2000);

      assertThat(withRetention.send(batches.seal().get(0)))
          .satisfiesExactly(
              first -> assertRejected(first, DropReason.EXPIRED),
              second -> assertThat(second).isEqualTo(Outcome.ACCEPTED));
    }
  }

  @Test
  void retentionIsNotSetOnAGroupThatWasThere() {
    tested.send(Batches.of("creates the group"));
    try (SinkUnderTest other = new SinkUnderTest(console.endpoint(), "retentionDays", "7")) {
      other.send(Batches.of(new io.ringtail.batch.Destination("/test/group", "other"), "x"));
    }
    assertThat(console.stats().requests("PutRetentionPolicy")).isZero();
    assertThat(console.stats().requests("CreateLogGroup")).isEqualTo(1);
  }

  @Test
  void aRefusedEventIsIsolatedAndTheRestArrives() {
    RecordBatch batch = Batches.of("first", "", "third", "fourth");

    assertThat(tested.send(batch))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo(Outcome.ACCEPTED),
            second -> assertRejected(second, DropReason.REFUSED),
            third -> assertThat(third).isEqualTo(Outcome.ACCEPTED),
            fourth -> assertThat(fourth).isEqualTo(Outcome.ACCEPTED));
    assertThat(messages()).containsExactly("first", "third", "fourth");
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLE, THROTTLED",
    "SERVICE_UNAVAILABLE, UNAVAILABLE",
    "INTERNAL_FAILURE, UNAVAILABLE",
    "DROP_BEFORE_STORE, UNAVAILABLE",
    "ACCESS_DENIED, DENIED",
    "EXPIRED_CREDENTIALS, DENIED"
  })
  void whileAFaultLastsAllIsKeptAndThenArrives(FaultKind kind, RetryCause cause) {
    tested.send(Batches.of("before"));
    console.faults().inject(Fault.of(kind));

    assertThat(tested.send(Batches.numbered(3)))
        .hasSize(3)
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        Outcome.RetryLater.class,
                        later -> assertThat(later.cause()).isEqualTo(cause)));
    console.faults().clear();
    assertThat(tested.send(Batches.numbered(3))).containsOnly(Outcome.ACCEPTED);
    assertThat(messages()).containsExactly("before", "0", "1", "2");
  }

  @Test
  void aCreationThatIsThrottledIsPutOff() {
    console
        .faults()
        .inject(
            Fault.of(FaultKind.THROTTLE).on(io.ringtail.console.logs.Operation.CREATE_LOG_STREAM));

    assertThat(tested.send(Batches.of("a")))
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        Outcome.RetryLater.class,
                        later -> assertThat(later.cause()).isEqualTo(RetryCause.THROTTLED)));
    console.faults().clear();
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> tested.send(Batches.of("a")).contains(Outcome.ACCEPTED));
  }

  private List<String> messages() {
    return console.events("/test/group", "pod/app").stream().map(StoredEvent::message).toList();
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'x');
    return new String(bytes, UTF_8).getBytes(UTF_8);
  }

  private static void assertRejected(Outcome outcome, DropReason reason) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, out -> assertThat(out.reason()).isEqualTo(reason));
  }
}
