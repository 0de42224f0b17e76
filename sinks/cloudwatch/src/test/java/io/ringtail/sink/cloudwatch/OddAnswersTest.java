package io.ringtail.sink.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.cloudwatch.ScriptedLogs.Call;
import io.ringtail.sink.cloudwatch.ScriptedLogs.Reply;
import io.ringtail.telemetry.DropReason;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that a well-behaved endpoint gives seldom or never. */
class OddAnswersTest {
  private Function<Call, Reply> script = call -> ScriptedLogs.OK;
  private final ScriptedLogs logs = new ScriptedLogs(call -> script.apply(call));
  private SinkUnderTest tested = new SinkUnderTest(logs.uri());

  @AfterEach
  void stop() {
    tested.close();
    logs.close();
  }

  @Test
  void requestsSayWhoSendsThem() {
    tested.send(Batches.of("a"));

    assertThat(logs.calls().get(0).userAgent()).startsWith("ringtail/").contains("aws-sdk-java/2.");
  }

  @Test
  void whereCredentialsComeFromIsToldOnce() {
    tested.send(Batches.of("a"));
    tested.send(Batches.of("b"));

    assertThat(tested.notices.texts())
        .singleElement()
        .asString()
        .contains("credentials from system properties")
        .contains("region eu-west-1")
        .contains(logs.uri().toString());
  }

  @Test
  void aClockThatIsOffIsLearntFromTheAnswer() {
    for (Duration off : List.of(Duration.ofMinutes(20), Duration.ofMinutes(-20))) {
      logs.calls().clear();
      tested.close();
      tested = new SinkUnderTest(Clock.offset(Clock.systemUTC(), off), logs.uri());
      ArrayDeque<Reply> replies = new ArrayDeque<>();
      replies.add(Reply.error("InvalidSignatureException", "Signature expired: ..."));
      script = call -> replies.isEmpty() ? ScriptedLogs.OK : replies.remove();

      assertThat(tested.send(Batches.of("a"))).containsOnly(Outcome.ACCEPTED);
      assertThat(tested.send(Batches.of("b"))).containsOnly(Outcome.ACCEPTED);

      assertThat(logs.calls()).hasSize(3);
      assertThat(tested.notices.count("cloudwatch clock")).isEqualTo(1);
      assertThat(logs.calls().get(0).amzDate().substring(0, 13))
          .isNotEqualTo(logs.calls().get(1).amzDate().substring(0, 13));
    }
  }

  @Test
  void aWrongSignatureWithARightClockIsADenial() {
    script = call -> Reply.error(403, "SignatureDoesNotMatch", "no");

    assertLater(tested.send(Batches.of("a")), RetryCause.DENIED, "SignatureDoesNotMatch");
    assertThat(logs.calls()).hasSize(1);
  }

  @Test
  void expiredCredentialsAreLoadedAnew() {
    ArrayDeque<Reply> replies = new ArrayDeque<>();
    replies.add(Reply.error("ExpiredTokenException", "expired"));
    script = call -> replies.isEmpty() ? ScriptedLogs.OK : replies.remove();

    assertThat(tested.send(Batches.of("a"))).containsOnly(Outcome.ACCEPTED);
    assertThat(logs.calls()).hasSize(2);
  }

  @Test
  void sequenceTokensDoNotMatter() {
    ArrayDeque<Reply> replies = new ArrayDeque<>();
    replies.add(Reply.error("InvalidSequenceTokenException", "expected 4958"));
    replies.add(Reply.error("DataAlreadyAcceptedException", "again"));
    script = call -> replies.remove();

    assertThat(tested.send(Batches.of("a"))).containsOnly(Outcome.ACCEPTED);
    assertThat(logs.calls()).hasSize(2);
  }

  @Test
  void poisonIsIsolated() {
    script =
        call ->
            call.contains("poison")
                ? Reply.error("InvalidParameterException", "Log event is not to our liking")
                : ScriptedLogs.OK;
    List<Outcome> outcomes = tested.send(Batches.of("a", "poison 1", "b", "c", "poison 2"));

    assertThat(outcomes.get(0)).isEqualTo(Outcome.ACCEPTED);
    assertThat(outcomes.get(1))
        .isEqualTo(
            new Outcome.Rejected(
                DropReason.REFUSED, "InvalidParameterException: Log event is not to our liking"));
    assertThat(outcomes.get(3)).isEqualTo(Outcome.ACCEPTED);
    assertThat(outcomes.get(4)).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void aLonePoisonRecordIsRejectedOnceTheDestinationHasTakenOthers() {
    script =
        call ->
            call.contains("poison")
                ? Reply.error("InvalidParameterException", "no")
                : ScriptedLogs.OK;

    assertLater(tested.send(Batches.of("poison")), RetryCause.DENIED, "nothing was accepted");
    tested.send(Batches.of("good"));
    assertThat(tested.send(Batches.of("poison"))).hasOnlyElementsOfType(Outcome.Rejected.class);
  }

  @Test
  void aRequestThatIsTooLargeIsHalved() {
    script = call -> call.events() > 3 ? new Reply(413, "") : ScriptedLogs.OK;

    assertThat(tested.send(Batches.numbered(10))).containsOnly(Outcome.ACCEPTED);
  }

  @Test
  void aComplaintAboutTheNamesBlamesNoRecord() {
    script =
        call ->
            Reply.error(
                "InvalidParameterException",
                "1 validation error detected: Value 'x' at 'logGroupName' failed to satisfy"
                    + " constraint");

    assertLater(tested.send(Batches.numbered(10)), RetryCause.DENIED, "as a whole");
    assertThat(logs.calls()).hasSize(1);
  }

  @Test
  void aComplaintThatQuotesAnEventBlamesTheEvent() {
    script =
        call ->
            call.contains("poison")
                ? Reply.error(
                    "InvalidParameterException",
                    "Value 'poison logGroupName' at 'logEvents.1.member.message' failed")
                : ScriptedLogs.OK;

    assertThat(tested.send(Batches.of("a", "poison logGroupName")))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo(Outcome.ACCEPTED),
            second -> assertThat(second).isInstanceOf(Outcome.Rejected.class));
  }

  @Test
  void somethingThatIsNotCloudWatchAcceptsNothing() {
    for (Reply reply :
        List.of(
            new Reply(200, "<html>log in first</html>"),
            new Reply(404, "<html>not here</html>"),
            new Reply(302, ""))) {
      script = call -> reply;
      assertLater(tested.send(Batches.of("a")), RetryCause.DENIED, "is the endpoint right?");
    }
  }

  @Test
  void throttlesOfAllNamesAreThrottles() {
    for (Reply reply :
        List.of(
            Reply.error("com.amazonaws.logs#ThrottlingException:http://x", "Rate exceeded"),
            Reply.error("LimitExceededException", "limit"),
            new Reply(429, ""))) {
      script = call -> reply;
      assertLater(tested.send(Batches.of("a")), RetryCause.THROTTLED, "");
    }
  }

  @Test
  void withoutPermissionToCreateAMissingStreamIsNamed() {
    tested.close();
    tested = new SinkUnderTest(logs.uri(), "create", "false");
    script =
        call ->
            Reply.error("ResourceNotFoundException", "The specified log stream does not exist.");

    assertLater(
        tested.send(Batches.of("a")),
        RetryCause.DENIED,
        "RINGTAIL_CREATE=false: create log stream pod/app in log group /test/group");
    assertThat(logs.operations()).containsExactly("PutLogEvents");
  }

  @Test
  void onlyTheStreamIsCreatedWhereTheGroupIsThere() {
    ArrayDeque<Reply> replies = new ArrayDeque<>();
    replies.add(
        Reply.error("ResourceNotFoundException", "The specified log stream does not exist."));
    replies.add(Reply.error("ResourceAlreadyExistsException", "another pod was faster"));
    script = call -> replies.isEmpty() ? ScriptedLogs.OK : replies.remove();

    assertThat(tested.send(Batches.of("a"))).containsOnly(Outcome.ACCEPTED);
    assertThat(logs.operations())
        .containsExactly("PutLogEvents", "CreateLogStream", "PutLogEvents");
  }

  @Test
  void aDeniedCreationNamesWhatCouldNotBeCreated() {
    script =
        call ->
            call.operation().equals("PutLogEvents")
                ? Reply.error(
                    "ResourceNotFoundException", "The specified log group does not exist.")
                : Reply.error(
                    "AccessDeniedException", "not authorized to perform: logs:CreateLogGroup");

    assertLater(
        tested.send(Batches.of("a")), RetryCause.DENIED, "cannot create log group /test/group");
  }

  @Test
  void aStreamThatDoesNotAppearIsWaitedForWithoutHammering() {
    script =
        call ->
            call.operation().equals("PutLogEvents")
                ? Reply.error(
                    "ResourceNotFoundException", "The specified log stream does not exist.")
                : ScriptedLogs.OK;

    assertLater(tested.send(Batches.of("a")), RetryCause.UNAVAILABLE, "");
    assertThat(logs.calls()).hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void illegalNamesAreMadeLegal() {
    RecordBatch batch = Batches.of(new Destination("a group", "x:y"), "m");

    assertThat(tested.send(batch)).containsOnly(Outcome.ACCEPTED);
    assertThat(logs.calls().get(0).body().path("logGroupName").asText()).isEqualTo("a_group");
    assertThat(logs.calls().get(0).body().path("logStreamName").asText()).isEqualTo("x_y");
  }

  private static void assertLater(List<Outcome> outcomes, RetryCause cause, String detail) {
    assertThat(outcomes)
        .isNotEmpty()
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        Outcome.RetryLater.class,
                        later -> {
                          assertThat(later.cause()).isEqualTo(cause);
                          assertThat(later.detail()).contains(detail);
                        }));
  }
}
