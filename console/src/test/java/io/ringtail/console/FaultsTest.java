package io.ringtail.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringtail.console.fault.Fault;
import io.ringtail.console.fault.FaultKind;
import io.ringtail.console.logs.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ThrottlingException;

final class FaultsTest {
  private final MovableClock clock = new MovableClock();
  private Console console;
  private CloudWatchLogsClient client;

  @BeforeEach
  void start() throws Exception {
    console = Console.start(ConsoleOptions.builder().clock(clock).faultSeed(7).build());
    client = Sdk.client(console.endpoint());
    Sdk.createStream(client);
  }

  @AfterEach
  void stop() {
    client.close();
    console.close();
  }

  private void put() {
    Sdk.put(client, Sdk.event(clock.millis(), "x"));
  }

  private int stored() {
    return console.events(Sdk.GROUP, Sdk.STREAM).size();
  }

  private List<Boolean> outcomes(int requests) {
    List<Boolean> outcomes = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      try {
        put();
        outcomes.add(true);
      } catch (AwsServiceException refused) {
        outcomes.add(false);
      }
    }
    return outcomes;
  }

  @Test
  void strikesOnlyRequestsAboutTheGroupsThatItIsFor() {
    console.faults().inject(Fault.of(FaultKind.ACCESS_DENIED).inGroups("denied"));
    assertThatCode(this::put).doesNotThrowAnyException();
    assertThatThrownBy(() -> client.createLogGroup(r -> r.logGroupName("denied")))
        .hasMessageContaining("not authorized");

    console.faults().inject(Fault.of(FaultKind.ACCESS_DENIED).inGroups("denied", Sdk.GROUP));
    assertThatThrownBy(this::put).hasMessageContaining("not authorized");
    assertThat(stored()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLE, 400, ThrottlingException",
    "SERVICE_UNAVAILABLE, 503, ServiceUnavailableException",
    "INTERNAL_FAILURE, 500, InternalFailure",
    "ACCESS_DENIED, 400, AccessDeniedException",
    "EXPIRED_CREDENTIALS, 400, ExpiredTokenException",
  })
  void answersWithErrorsUntilSwitchedOff(FaultKind kind, int status, String type) {
    console.faults().inject(Fault.of(kind));

    assertThatThrownBy(this::put)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(type);
              assertThat(e.requestId()).isNotBlank();
            });
    assertThat(stored()).isZero();
    assertThat(console.stats().requests("PutLogEvents", type)).isEqualTo(1);
    assertThat(console.stats().faults()).containsEntry(kind.wireName(), 1L);

    console.faults().clear(kind);
    put();
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void theSameSeedGivesTheSameFaults() {
    console.faults().inject(Fault.of(FaultKind.THROTTLE, 0.5));
    List<Boolean> first = outcomes(40);
    console.faults().reset();
    console.faults().inject(Fault.of(FaultKind.THROTTLE, 0.5));

    assertThat(outcomes(40)).isEqualTo(first).contains(true, false);
  }

  @Test
  void throttlesWhatGoesBeyondTheRate() {
    console.faults().inject(Fault.throttlePerSecond(3));

    assertThat(outcomes(5)).containsExactly(true, true, true, false, false);
    clock.advance(Duration.ofMillis(700));
    assertThat(outcomes(3)).containsExactly(true, true, false);
  }

  @Test
  void strikesOnlyTheOperationsItIsFor() {
    console.faults().inject(Fault.of(FaultKind.THROTTLE).on(Operation.DESCRIBE_LOG_GROUPS));

    assertThatCode(this::put).doesNotThrowAnyException();
    assertThatThrownBy(() -> client.describeLogGroups()).isInstanceOf(ThrottlingException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"DROP_BEFORE_STORE", "DROP_AFTER_STORE"})
  void dropsTheConnectionBeforeOrAfterTheEventIsStored(FaultKind kind) {
    console.faults().inject(Fault.of(kind).on(Operation.PUT_LOG_EVENTS));

    assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);

    // The JDK's HTTP client may have sent it again by itself.
    long requests = console.stats().requests("PutLogEvents");
    assertThat(requests).isPositive();
    assertThat(stored()).isEqualTo(kind == FaultKind.DROP_AFTER_STORE ? (int) requests : 0);
  }

  @Test
  void delaysTheAnswer() {
    console.faults().inject(Fault.latency(200, 50));

    long start = System.nanoTime();
    put();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(199));
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void hangingRequestsHoldNoThreadAndAreLetGoWhenSwitchedOff() {
    console.faults().inject(Fault.of(FaultKind.HANG).on(Operation.DESCRIBE_LOG_GROUPS));
    List<CompletableFuture<?>> hanging = new ArrayList<>();
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      // More than the server has threads.
      for (int i = 0; i < 80; i++) {
        hanging.add(CompletableFuture.runAsync(() -> client.describeLogGroups(), pool));
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> console.stats().requests("DescribeLogGroups", "hung") >= 80);

      put();
      assertThat(stored()).isEqualTo(1);
      assertThat(hanging).noneMatch(CompletableFuture::isDone);

      console.faults().clear(FaultKind.HANG);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> hanging.stream().allMatch(CompletableFuture::isDone));
    } finally {
      console.close();
      pool.shutdownNow();
    }
  }

  @Test
  void refusesIllegalFaults() {
    assertThatThrownBy(() -> Fault.of(FaultKind.HANG, 1.5))
        .hasMessage("hang.rate is 1.5: must be from 0 to 1");
    assertThatThrownBy(() -> Fault.latency(-1, 0))
        .hasMessageContaining("latency.fixedMillis is -1");
    assertThatThrownBy(() -> Fault.of(FaultKind.HANG, Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void clearingBringsBackTheStart() {
    put();
    console.faults().inject(Fault.of(FaultKind.THROTTLE));
    assertThatThrownBy(this::put).isInstanceOf(ThrottlingException.class);

    console.clear();

    assertThat(console.faults().active()).isEmpty();
    assertThat(console.stats().requests()).isEmpty();
    assertThat(console.stats().acceptedEvents()).isZero();
    assertThat(client.describeLogGroups().logGroups()).isEmpty();
  }
}
