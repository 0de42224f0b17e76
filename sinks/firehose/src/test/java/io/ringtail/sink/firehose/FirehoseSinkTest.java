package io.ringtail.sink.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.SinkContext;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.Outage;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.SinkFeed;
import io.ringtail.testing.TestBatch;
import io.ringtail.testing.TestConfig;
import io.ringtail.testing.aws.AwsReply;
import io.ringtail.testing.aws.AwsRequest;
import io.ringtail.testing.aws.FirehoseEndpoint;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against an endpoint that keeps Firehose's rules to the byte. */
@Timeout(1_200)
class FirehoseSinkTest {
  /** A batch leaves its newest millisecond to the next one: so few records. */
  private static final int RECORDS_PER_MILLI = 20;

  private static final long START_MILLIS = System.currentTimeMillis();
  private static final Destination LOGS = new Destination("logs", "all");

  private final RecordingNotices notices = new RecordingNotices();
  private final AtomicInteger requests = new AtomicInteger();
  private FirehoseEndpoint firehose = new FirehoseEndpoint();

  @BeforeEach
  void create() {
    firehose.createStream("logs");
  }

  @AfterEach
  void stop() {
    firehose.close();
  }

  @Test
  void whatWasSentIsFoundLineByLine() throws Exception {
    try (SinkFeed feed = feed()) {
      addNumbered(feed, 0, 2_000);
      feed.finish();

      assertThat(firehose.records("logs")).hasSize(2_000);
      assertThat(numbers()).containsExactlyInAnyOrderElementsOf(upTo(2_000));
      assertDelivered(feed, 2_000);
    }
  }

  @Test
  void concatenatedTheLinesAreTheSame() throws Exception {
    try (SinkFeed feed = feed("firehoseConcatenate", "true")) {
      addNumbered(feed, 0, 2_000);
      feed.finish();

      // One for each request: 500 records at most.
      assertThat(firehose.records("logs")).hasSizeBetween(4, 6);
      assertThat(numbers()).containsExactlyInAnyOrderElementsOf(upTo(2_000));
      assertDelivered(feed, 2_000);
    }
  }

  @Test
  void ofAPartialFailureOnlyWhatFailedIsSentAgain() throws Exception {
    firehose.refuse(record -> record % 3 == 1);
    try (SinkFeed feed = feed()) {
      addNumbered(feed, 0, 1_000);
      feed.finish();

      assertThat(numbers()).hasSize(1_000).containsExactlyInAnyOrderElementsOf(upTo(1_000));
      assertDelivered(feed, 1_000);
    }
  }

  @Test
  void nothingIsLostUnderThrottlesFailuresAndBrokenConnections() throws Exception {
    AwsReply[] cycle = {
      AwsReply.error(500, "ServiceUnavailableException", "Slow down."),
      null,
      AwsReply.RESET,
      AwsReply.error(400, "ThrottlingException", "Rate exceeded"),
      AwsReply.error(500, "InternalFailure", ""),
      null
    };
    firehose.before(request -> cycle[requests.getAndIncrement() % cycle.length]);
    for (String concatenate : new String[] {"false", "true"}) {
      firehose.createStream("logs");
      try (SinkFeed feed = feed("firehoseConcatenate", concatenate)) {
        addNumbered(feed, 0, 2_000);
        feed.finish();

        assertThat(numbers()).hasSize(2_000).containsExactlyInAnyOrderElementsOf(upTo(2_000));
        assertDelivered(feed, 2_000);
      }
    }
  }

  @Test
  void nothingIsLostWhereAnswersDoNotCome() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    firehose.before(
        request -> {
          if (requests.getAndIncrement() >= 3) {
            return null;
          }
          await(over);
          return AwsReply.RESET;
        });
    try (SinkFeed feed = new SinkFeed(LocalFactory.impatient(firehose.uri()), context(), LOGS, 7)) {
      addNumbered(feed, 0, 1_500);
      feed.finish();

      assertThat(requests).hasValueGreaterThan(3);
      assertThat(new HashSet<>(numbers())).hasSize(1_500).containsAll(upTo(1_500));
      assertDelivered(feed, 1_500);
    } finally {
      over.countDown();
    }
  }

  @Test
  void whereAnAnswerIsLostNoMoreThanItsRequestIsRepeated() throws Exception {
    firehose.after(request -> requests.getAndIncrement() == 1 ? AwsReply.RESET : null);
    try (SinkFeed feed = feed()) {
      addNumbered(feed, 0, 1_500);
      feed.finish();

      assertThat(new HashSet<>(numbers())).hasSize(1_500).containsAll(upTo(1_500));
      assertThat(numbers()).hasSizeBetween(1_501, 2_000);
      assertDelivered(feed, 1_500);
    }
  }

  @Test
  void nothingIsLostWhenTheServiceGoesAndComesBack() throws Exception {
    int port = firehose.uri().getPort();
    try (SinkFeed feed = feed()) {
      firehose.close();
      addNumbered(feed, 0, 1_000);
      feed.flush();
      assertThat(feed.telemetry().held()).isEqualTo(1_000);
      firehose = new FirehoseEndpoint(port);
      firehose.createStream("logs");
      feed.finish();

      assertThat(numbers()).hasSize(1_000).containsExactlyInAnyOrderElementsOf(upTo(1_000));
      assertDelivered(feed, 1_000);
    }
  }

  @Test
  void aLongOutageUnderLoadIsSatOutInBoundedMemory() throws Exception {
    AwsReply[] cycle = {
      AwsReply.RESET,
      AwsReply.error(500, "InternalFailure", ""),
      AwsReply.error(500, "ServiceUnavailableException", "Slow down.")
    };
    firehose.before(request -> cycle[requests.getAndIncrement() % cycle.length]);
    try (SinkFeed feed = feed()) {
      Outage outage =
          Outage.sitOut(1, number -> feed.offer(numbered(number), System.currentTimeMillis()));
      firehose.before(request -> null);
      feed.finish();

      // Seven batches of 500 records, and not more however long it lasts.
      assertThat(outage.taken()).isBetween(500, 3_500).isLessThan(outage.offered());
      assertThat(outage.heapGrowthBytes()).isLessThan(16 << 20);
      assertThat(numbers())
          .hasSize(outage.taken())
          .containsExactlyInAnyOrderElementsOf(upTo(outage.taken()));
      assertDelivered(feed, outage.taken());
    }
  }

  @Test
  void theLargestRecordAndTheFullestRequestAreTaken() {
    try (FirehoseSink sink = sink()) {
      byte[] largest = "x".repeat(1_024_000 - 1).getBytes(UTF_8);
      assertThat(send(sink, largest)).containsExactly(Outcome.ACCEPTED);
      assertThat(firehose.object("logs")).hasSize(1_024_000);

      byte[][] many = new byte[500][];
      for (int i = 0; i < many.length; i++) {
        many[i] = "y".repeat(1_024_000 / 500 - 1).getBytes(UTF_8);
      }
      RecordBatch full = TestBatch.of(FirehoseLimits.BATCH, LOGS, many);
      assertThat(full.fits(1, System.currentTimeMillis())).isFalse();
      assertThat(TestBatch.list(sink.send(full))).containsOnly(Outcome.ACCEPTED);
    }
  }

  @Test
  void aFullBatchConcatenatedIsOneRecordToTheByte() {
    try (FirehoseSink sink = sink("firehoseConcatenate", "true")) {
      byte[][] many = new byte[500][];
      for (int i = 0; i < many.length; i++) {
        many[i] = "y".repeat(1_024_000 / 500 - 1).getBytes(UTF_8);
      }
      assertThat(send(sink, many)).containsOnly(Outcome.ACCEPTED);
      assertThat(firehose.records("logs")).singleElement().matches(one -> one.length == 1_024_000);
    }
  }

  @Test
  void wrongCredentialsAreADenial() {
    try (FirehoseSink sink = sink()) {
      System.setProperty("aws.secretAccessKey", "another");
      assertLater(send(sink, "{}".getBytes(UTF_8)), RetryCause.DENIED, "InvalidSignatureException");
      assertThat(firehose.records("logs")).isEmpty();
    }
  }

  @Test
  void errorsOfARequestKeepAllRecords() {
    assertLaterAfter(
        AwsReply.error(500, "ServiceUnavailableException", "Slow down."), RetryCause.THROTTLED);
    assertLaterAfter(AwsReply.error(400, "ThrottlingException", "x"), RetryCause.THROTTLED);
    assertLaterAfter(AwsReply.error(400, "AccessDeniedException", "x"), RetryCause.DENIED);
    assertLaterAfter(AwsReply.error(400, "InvalidKMSResourceException", "x"), RetryCause.DENIED);
    assertLaterAfter(AwsReply.error(400, "InvalidSourceException", "x"), RetryCause.DENIED);
    assertLaterAfter(AwsReply.error(400, "ResourceNotFoundException", "x"), RetryCause.DENIED);
    assertLaterAfter(AwsReply.error(500, "InternalFailure", "x"), RetryCause.UNAVAILABLE);
    assertLaterAfter(new AwsReply(404, "", "<html>not here</html>"), RetryCause.DENIED);
    assertLaterAfter(AwsReply.RESET, RetryCause.UNAVAILABLE);
    assertLaterAfter(
        AwsReply.error(400, "ValidationException", "Value 'x' at 'deliveryStreamName' failed"),
        RetryCause.DENIED);
    assertLaterAfter(AwsReply.ok("{}"), RetryCause.UNAVAILABLE);
  }

  @Test
  void whatIsRefusedIsIsolated() {
    String poison = Base64.getEncoder().encodeToString("poison".getBytes(UTF_8)).substring(0, 8);
    firehose.before(
        request ->
            request.body().contains(poison)
                ? AwsReply.error(400, "InvalidArgumentException", "not to our liking")
                : null);
    try (FirehoseSink sink = sink()) {
      assertThat(
              TestBatch.list(
                  sink.send(TestBatch.of(FirehoseLimits.BATCH, LOGS, "a", "poison", "b"))))
          .containsExactly(
              Outcome.ACCEPTED,
              new Outcome.Rejected(
                  DropReason.REFUSED, "InvalidArgumentException: not to our liking"),
              Outcome.ACCEPTED);
    }
  }

  @Test
  void aStreamsNameIsMadeLegalAndThatIsSaid() {
    firehose.createStream("a_b");
    try (FirehoseSink sink = sink()) {
      RecordBatch batch = TestBatch.of(FirehoseLimits.BATCH, new Destination("a/b", ""), "{}");
      assertThat(TestBatch.list(sink.send(batch))).containsExactly(Outcome.ACCEPTED);
      assertThat(notices.count("firehose stream name")).isEqualTo(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertLaterAfter(AwsReply reply, RetryCause cause) {
    @Nullable AwsReply before = reply;
    firehose.before((AwsRequest request) -> before);
    try (FirehoseSink sink = sink()) {
      assertLater(send(sink, "{}".getBytes(UTF_8), "[]".getBytes(UTF_8)), cause, "");
    }
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

  private static List<Outcome> send(FirehoseSink sink, byte[]... records) {
    return TestBatch.list(sink.send(TestBatch.of(FirehoseLimits.BATCH, LOGS, records)));
  }

  private static void addNumbered(SinkFeed feed, int from, int to) {
    for (int i = from; i < to; i++) {
      feed.add(numbered(i), START_MILLIS + i / RECORDS_PER_MILLI);
    }
  }

  private static byte[] numbered(int number) {
    return ("{\"seq\":" + number + ",\"message\":\"" + "m".repeat(200) + "\"}").getBytes(UTF_8);
  }

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** As a reader of the object in S3 finds them. */
  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    String object = new String(firehose.object("logs"), UTF_8);
    assertThat(object).endsWith("\n");
    object
        .lines()
        .forEach(
            line -> {
              assertThat(line).startsWith("{\"seq\":").endsWith("m\"}");
              numbers.add(Integer.parseInt(line.substring(7, line.indexOf(','))));
            });
    return numbers;
  }

  private static void assertDelivered(SinkFeed feed, int count) {
    Accounts accounts = feed.telemetry().accounts();
    assertThat(accounts.isBalanced()).isTrue();
    assertThat(accounts.delivered()).isEqualTo(count);
  }

  private SinkFeed feed(String... options) {
    return new SinkFeed(LocalFactory.at(firehose.uri()), context(options), LOGS, 7);
  }

  private FirehoseSink sink(String... options) {
    return LocalFactory.open(context(options), firehose.uri());
  }

  private SinkContext context(String... options) {
    System.setProperty("aws.accessKeyId", FirehoseEndpoint.ACCESS_KEY_ID);
    System.setProperty("aws.secretAccessKey", FirehoseEndpoint.SECRET_ACCESS_KEY);
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("firehoseStream", "logs"));
    return SinkContext.of(TestConfig.of(all.toArray(String[]::new)), notices);
  }
}
