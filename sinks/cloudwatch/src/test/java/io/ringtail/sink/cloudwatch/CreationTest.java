package io.ringtail.sink.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.sink.RetryCause;
import io.ringtail.sink.aws.AwsEndpoint;
import io.ringtail.sink.cloudwatch.ScriptedLogs.Reply;
import io.ringtail.testing.RecordingNotices;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.regions.Region;

@Timeout(30)
class CreationTest {
  private static final LogNames NAMES = new LogNames("g", "s");
  private static final Verdict.Missing STREAM =
      new Verdict.Missing("The specified log stream does not exist.");

  private Function<ScriptedLogs.Call, Reply> script = call -> ScriptedLogs.OK;
  private final ScriptedLogs logs = new ScriptedLogs(call -> script.apply(call));
  private final RecordingNotices notices = new RecordingNotices();
  private final LogsApi api = api();

  @AfterEach
  void stop() {
    api.close();
    logs.close();
  }

  @Test
  void creationsOfAFleetAreSpread() {
    // Twelve draws from two seconds: all under 100 ms would be one chance in 10^15.
    long slowest = 0;
    for (int i = 0; i < 12 && slowest < 100; i++) {
      long start = System.nanoTime();
      try (Creation creation = new Creation(api, true, null, true)) {
        assertThat(creation.create(NAMES, STREAM)).isInstanceOf(Verdict.Done.class);
      }
      slowest = Math.max(slowest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
    assertThat(slowest).isBetween(100L, 10_000L);
  }

  @Test
  void closeEndsTheWaiting() throws Exception {
    Creation creation = new Creation(api, true, null, true);
    creation.close();
    Verdict verdict =
        CompletableFuture.supplyAsync(() -> creation.create(NAMES, STREAM))
            .get(1, TimeUnit.SECONDS);

    assertThat(verdict).isInstanceOf(Verdict.NotNow.class);
    assertThat(logs.calls()).isEmpty();
  }

  @Test
  void afterAThrottleNothingIsAskedForAWhile() {
    script = call -> Reply.error("ThrottlingException", "Rate exceeded");
    Creation creation = new Creation(api, true, null, false);
    int asked = 0;
    // The pause is drawn from zero on; with each throttle it may be longer.
    for (int i = 0; i < 200; i++) {
      int before = logs.calls().size();
      assertThat(creation.create(NAMES, STREAM))
          .isInstanceOfSatisfying(
              Verdict.NotNow.class,
              later -> assertThat(later.cause()).isEqualTo(RetryCause.THROTTLED));
      asked += logs.calls().size() - before;
    }
    creation.close();
    assertThat(asked).isBetween(1, 100);
  }

  private LogsApi api() {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "secret");
    return new LogsApi(new AwsEndpoint(logs.uri(), Region.EU_WEST_1), Clock.systemUTC(), notices);
  }
}
