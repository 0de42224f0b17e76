package io.ringtail.sink.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.aws.AwsEndpoint;
import io.ringtail.sink.cloudwatch.ScriptedLogs.Call;
import io.ringtail.sink.cloudwatch.ScriptedLogs.Reply;
import io.ringtail.telemetry.Notices.Weight;
import io.ringtail.testing.FakeClock;
import io.ringtail.testing.RecordingNotices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.regions.Region;

/** The retention of log groups that we create, whatever becomes of the answers. */
@Timeout(30)
class RetentionTest {
  private static final LogNames NAMES = new LogNames("shop", "s");
  private static final Verdict.Missing GROUP =
      new Verdict.Missing("The specified log group does not exist.");
  private static final Verdict.Missing STREAM =
      new Verdict.Missing("The specified log stream does not exist.");
  private static final Reply EXISTS = Reply.error("ResourceAlreadyExistsException", "there");
  private static final Reply THROTTLED = Reply.error("ThrottlingException", "Rate exceeded");
  private static final Reply DENIED = Reply.error("AccessDeniedException", "no");
  private static final Reply GONE =
      Reply.error("ResourceNotFoundException", "The specified log group does not exist.");

  private final FakeClock clock = new FakeClock();

  /** The service's. */
  private Instant time = Instant.parse("2026-11-28T10:00:00Z");

  private final Deque<Reply> puts = new ArrayDeque<>();
  private final Deque<Reply> creations = new ArrayDeque<>();
  private final Deque<Reply> descriptions = new ArrayDeque<>();
  private final Deque<Reply> policies = new ArrayDeque<>();
  private final ScriptedLogs logs = new ScriptedLogs(this::answer);
  private final RecordingNotices notices = new RecordingNotices();
  private final LogsApi api = api();
  private final Retention retention = new Retention(api, 30, notices, clock);
  private final Creation creation = new Creation(api, true, retention, false);

  @AfterEach
  void stop() {
    creation.close();
    api.close();
    logs.close();
  }

  @Test
  void aNewGroupGetsItWithoutALook() {
    create(GROUP);

    assertThat(logs.operations())
        .containsExactly("CreateLogGroup", "PutRetentionPolicy", "CreateLogStream");
    assertThat(logs.calls().get(1).body())
        .hasToString("{\"logGroupName\":\"shop\",\"retentionInDays\":30}");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void aGroupThatWasThereIsLeftAlone() {
    creations.add(EXISTS);

    create(GROUP);

    assertThat(logs.operations()).containsExactly("CreateLogGroup", "CreateLogStream");
  }

  @Test
  void aGroupThatWasThereOnTheSecondAttemptIsLookedAtAndGetsItIfItIsNew() {
    creations.addAll(List.of(ScriptedLogs.LOST, EXISTS));
    descriptions.add(group(Duration.ZERO, ""));

    create(GROUP);

    assertThat(logs.operations())
        .containsExactly(
            "CreateLogGroup",
            "CreateLogGroup",
            "DescribeLogGroups",
            "PutRetentionPolicy",
            "CreateLogStream");
  }

  @Test
  void aGroupWhoseCreationWasNeverAnsweredGetsItOnceItIsSeen() {
    creations.addAll(List.of(ScriptedLogs.LOST, ScriptedLogs.LOST));
    assertThat(creation.create(NAMES, GROUP)).isInstanceOf(Verdict.NotNow.class);
    assertThat(set()).isZero();
    descriptions.add(new Reply(200, "{\"logGroups\":[]}"));
    retention.settleDue();
    clock.advance(Duration.ofSeconds(2));
    descriptions.add(group(Duration.ofSeconds(1), ""));

    retention.settleDue();
    create(STREAM);

    assertThat(set()).isEqualTo(1);
    clock.advance(Duration.ofHours(1));
    retention.settleDue();
    assertThat(set()).as("once").isEqualTo(1);
  }

  @Test
  void aGroupThatSomebodyElseHasMadeIsLeftAlone() {
    creations.addAll(List.of(ScriptedLogs.LOST, EXISTS));
    descriptions.add(group(Duration.ofDays(100), ""));

    create(GROUP);
    clock.advance(Duration.ofHours(1));
    retention.settleDue();

    assertThat(set()).isZero();
    assertThat(logs.operations()).filteredOn("DescribeLogGroups"::equals).hasSize(1);
  }

  @Test
  void aRetentionThatSomebodyElseHasSetIsLeftAlone() {
    creations.addAll(List.of(ScriptedLogs.LOST, EXISTS));
    descriptions.add(group(Duration.ZERO, ",\"retentionInDays\":365"));

    create(GROUP);

    assertThat(set()).isZero();
  }

  @Test
  void whoMayNotLookSetsItOnlyWhereTheGroupWasMissedAMomentAgo() {
    creations.addAll(List.of(ScriptedLogs.LOST, EXISTS));
    descriptions.add(DENIED);
    create(GROUP);
    assertThat(set()).isEqualTo(1);

    // An outage of an hour, in which anybody may have made it.
    creations.addAll(List.of(ScriptedLogs.LOST, ScriptedLogs.LOST));
    creation.create(NAMES, GROUP);
    time = time.plus(Duration.ofHours(1));
    clock.advance(Duration.ofHours(1));
    descriptions.add(DENIED);
    retention.settleDue();

    assertThat(set()).isEqualTo(1);
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("RINGTAIL_RETENTION_DAYS=30", "shop", "logs:DescribeLogGroups");
  }

  @Test
  void whatCannotBeSetIsToldAndTriedAgainUntilItWorks() {
    policies.addAll(List.of(THROTTLED, DENIED));
    create(GROUP);
    retention.settleDue();
    assertThat(set()).as("after a pause").isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    retention.settleDue();
    clock.advance(Duration.ofSeconds(2));
    retention.settleDue();

    assertThat(set()).isEqualTo(3);
    assertThat(notices.texts())
        .anyMatch(text -> text.contains("not set") && text.contains("Rate exceeded"))
        .anyMatch(text -> text.contains("RINGTAIL_RETENTION_DAYS=30 is set on log group shop"));
    clock.advance(Duration.ofHours(1));
    retention.settleDue();
    assertThat(set()).isEqualTo(3);
  }

  @Test
  void aGroupThatIsGoneAgainIsForgotten() {
    policies.add(GONE);
    create(GROUP);
    clock.advance(Duration.ofHours(1));
    retention.settleDue();

    assertThat(set()).isEqualTo(1);
  }

  @Test
  void aLaterSendSetsIt() {
    puts.add(GONE);
    policies.add(THROTTLED);
    try (SinkUnderTest tested = new SinkUnderTest(logs.uri(), "retentionDays", "30")) {
      assertThat(tested.send(Batches.of("{}"))).containsOnly(Outcome.ACCEPTED);
      assertThat(set()).isEqualTo(1);

      await()
          .untilAsserted(
              () -> {
                assertThat(tested.send(Batches.of("{}"))).containsOnly(Outcome.ACCEPTED);
                assertThat(set()).isEqualTo(2);
              });
    }
  }

  private List<String> warnings() {
    return notices.all().stream()
        .filter(notice -> notice.weight() == Weight.WARNING)
        .map(RecordingNotices.Notice::text)
        .toList();
  }

  private void create(Verdict.Missing missing) {
    assertThat(creation.create(NAMES, missing)).isInstanceOf(Verdict.Done.class);
  }

  /** How often it was asked for. */
  private long set() {
    return logs.operations().stream().filter("PutRetentionPolicy"::equals).count();
  }

  private Reply group(Duration age, String more) {
    return new Reply(
        200,
        "{\"logGroups\":[{\"logGroupName\":\"shop\",\"arn\":\"arn\",\"creationTime\":"
            + time.minus(age).toEpochMilli()
            + more
            + "}]}");
  }

  private Reply answer(Call call) {
    Reply reply =
        switch (call.operation()) {
          case "PutLogEvents" -> puts.poll();
          case "CreateLogGroup" -> creations.poll();
          case "DescribeLogGroups" -> descriptions.poll();
          case "PutRetentionPolicy" -> policies.poll();
          default -> null;
        };
    return reply == null ? ScriptedLogs.OK : reply;
  }

  private LogsApi api() {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "secret");
    Clock service =
        new Clock() {
          @Override
          public Instant instant() {
            return time;
          }

          @Override
          public ZoneId getZone() {
            return ZoneId.of("UTC");
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    return new LogsApi(new AwsEndpoint(logs.uri(), Region.EU_WEST_1), service, notices);
  }
}
