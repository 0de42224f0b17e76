package io.ringtail.sink.kinesis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.aws.AwsReply;
import io.ringtail.testing.aws.AwsRequest;
import io.ringtail.testing.aws.AwsServer;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that an emulator gives seldom or never. */
@Timeout(30)
class OddAnswersTest {
  private static final AwsReply ONE_TAKEN =
      AwsReply.ok(
          "{\"FailedRecordCount\":0,\"Records\":[{\"SequenceNumber\":\"1\",\"ShardId\":\"s\"}]}");

  private final AtomicInteger requests = new AtomicInteger();
  private Function<AwsRequest, AwsReply> script = request -> ONE_TAKEN;
  private final AwsServer server =
      new AwsServer(
          request -> {
            requests.incrementAndGet();
            return script.apply(request);
          });
  private final TestSink tested = new TestSink(server.uri());

  @AfterEach
  void stop() {
    tested.close();
    server.close();
  }

  @Test
  void whereCredentialsComeFromIsToldOnce() {
    tested.send(TestSink.batch("a"));
    tested.send(TestSink.batch("b"));

    assertThat(tested.notices.texts())
        .singleElement()
        .asString()
        .startsWith("Kinesis answers: credentials from system properties; region eu-west-1");
  }

  @Test
  void eachRecordHasTheOutcomeOfItsOwn() {
    script =
        request ->
            AwsReply.ok(
                "{\"FailedRecordCount\":3,\"Records\":["
                    + "{\"SequenceNumber\":\"1\",\"ShardId\":\"s\",\"ErrorCode\":null,"
                    + "\"ErrorMessage\":null},"
                    + "{\"ErrorCode\":\"ProvisionedThroughputExceededException\","
                    + "\"ErrorMessage\":\"Rate exceeded for shard s\"},"
                    + "{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"oops\"},"
                    + "{\"SequenceNumber\":\"2\",\"ShardId\":\"t\"},"
                    + "{\"ErrorCode\":\"NewTomorrow\"},"
                    + "{\"ErrorCode\":\"KMSAccessDeniedException\",\"ErrorMessage\":\"key\"}],"
                    + "\"EncryptionType\":\"KMS\"}");

    assertThat(tested.send(TestSink.numbered(6)))
        .containsExactly(
            Outcome.ACCEPTED,
            new Outcome.RetryLater(
                RetryCause.CROWDED,
                "ProvisionedThroughputExceededException: Rate exceeded for shard s"),
            new Outcome.RetryLater(RetryCause.UNAVAILABLE, "InternalFailure: oops"),
            Outcome.ACCEPTED,
            new Outcome.RetryLater(RetryCause.UNAVAILABLE, "NewTomorrow"),
            new Outcome.RetryLater(RetryCause.DENIED, "KMSAccessDeniedException: key"));
  }

  @Test
  void anAnswerAboutOtherRecordsAcceptsNone() {
    assertLater(tested.send(TestSink.numbered(2)), RetryCause.UNAVAILABLE, "about 1 records");
    script = request -> AwsReply.ok("{}");
    assertLater(tested.send(TestSink.numbered(2)), RetryCause.UNAVAILABLE, "about 0 records");
  }

  @Test
  void errorsOfARequestKeepAllRecords() {
    assertLaterAfter(
        AwsReply.error(400, "ProvisionedThroughputExceededException", "x"), RetryCause.CROWDED);
    assertLaterAfter(AwsReply.error(400, "LimitExceededException", "x"), RetryCause.THROTTLED);
    assertLaterAfter(AwsReply.error(400, "KMSThrottlingException", "x"), RetryCause.THROTTLED);
    assertLaterAfter(AwsReply.error(400, "KMSDisabledException", "x"), RetryCause.DENIED);
    assertLaterAfter(AwsReply.error(400, "AccessDeniedException", "x"), RetryCause.DENIED);
    assertLaterAfter(AwsReply.error(400, "ResourceNotFoundException", "x"), RetryCause.DENIED);
    assertLaterAfter(AwsReply.error(500, "InternalFailure", "x"), RetryCause.UNAVAILABLE);
    assertLaterAfter(new AwsReply(503, "", ""), RetryCause.UNAVAILABLE);
    assertLaterAfter(new AwsReply(200, "", "<html>log in</html>"), RetryCause.DENIED);
    assertLaterAfter(AwsReply.RESET, RetryCause.UNAVAILABLE);
    assertLaterAfter(
        AwsReply.error(400, "ValidationException", "Value 'x' at 'streamName' failed"),
        RetryCause.DENIED);
  }

  @Test
  void refusedCredentialsAreTriedOnceMoreAndThenADenial() {
    script = request -> AwsReply.error(400, "UnrecognizedClientException", "token is invalid");

    assertLater(tested.send(TestSink.batch("a")), RetryCause.DENIED, "UnrecognizedClient");
    assertThat(requests).hasValue(2);
  }

  @Test
  void whatIsRefusedIsIsolated() {
    String poison = Base64.getEncoder().encodeToString("poison".getBytes(US_ASCII));
    script =
        request ->
            request.body().contains(poison)
                ? AwsReply.error(400, "InvalidArgumentException", "a record is not to our liking")
                : taken(request);

    assertThat(tested.send(TestSink.batch("a", "b", "poison", "c")))
        .containsExactly(
            Outcome.ACCEPTED,
            Outcome.ACCEPTED,
            new Outcome.Rejected(
                DropReason.REFUSED, "InvalidArgumentException: a record is not to our liking"),
            Outcome.ACCEPTED);
  }

  @Test
  void aRequestThatIsTooLargeForSomethingBetweenIsHalved() {
    script = request -> request.body().length() > 400 ? new AwsReply(413, "", "") : taken(request);

    assertThat(tested.send(TestSink.numbered(20))).containsOnly(Outcome.ACCEPTED);
  }

  private static AwsReply taken(AwsRequest request) {
    int records = request.body().split("PartitionKey", -1).length - 1;
    String one = "{\"SequenceNumber\":\"1\",\"ShardId\":\"s\"}";
    return AwsReply.ok(
        "{\"FailedRecordCount\":0,\"Records\":["
            + String.join(",", Collections.nCopies(records, one))
            + "]}");
  }

  private void assertLaterAfter(AwsReply reply, RetryCause cause) {
    script = request -> reply;
    assertLater(tested.send(TestSink.numbered(3)), cause, "");
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
