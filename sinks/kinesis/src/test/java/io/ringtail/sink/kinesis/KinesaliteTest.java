package io.ringtail.sink.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.kinesis.FaultyKinesis.Fault;
import io.ringtail.telemetry.Accounts;
import io.ringtail.testing.Outage;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.SinkFeed;
import io.ringtail.testing.TestBatch;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** Against an emulator of Kinesis that others have written. */
@Timeout(1_200)
class KinesaliteTest {
  private static final int SHARDS = 4;

  /** A batch leaves its newest millisecond to the next one: so few records. */
  private static final int RECORDS_PER_MILLI = 20;

  private static final long START_MILLIS = System.currentTimeMillis();

  private static Kinesalite kinesis;

  @BeforeAll
  static void start(@TempDir Path streams) {
    kinesis = new Kinesalite(streams);
  }

  @AfterAll
  static void stop() {
    if (kinesis != null) {
      kinesis.close();
    }
  }

  @Test
  void whatWasSentIsFoundAndNothingElse(TestInfo test) throws Exception {
    String stream = newStream(test);
    try (FaultyKinesis proxy = new FaultyKinesis(kinesis.uri());
        SinkFeed feed = feed(proxy.uri(), stream)) {
      addNumbered(feed, 0, 2_000);
      feed.finish();

      assertThat(numbers(stream)).hasSize(2_000).containsExactlyInAnyOrderElementsOf(upTo(2_000));
      assertThat(proxy.requests()).isBetween(4, 6);
      assertThat(kinesis.usedShards(stream)).isEqualTo(SHARDS);
      assertDelivered(feed, 2_000);
    }
  }

  @Test
  void recordsOfOneKeyArriveAtOneShardInOrder(TestInfo test) throws Exception {
    String stream = newStream(test);
    try (SinkFeed feed = feed(kinesis.uri(), stream, "kinesisPartitionKey", "${pod}")) {
      addNumbered(feed, 0, 400);
      feed.finish();

      assertThat(kinesis.usedShards(stream)).isEqualTo(1);
      assertThat(numbers(stream)).isEqualTo(upTo(400));
    }
  }

  @Test
  void aggregatedRecordsAreFoundAgain(TestInfo test) throws Exception {
    String stream = newStream(test);
    try (SinkFeed feed = feed(kinesis.uri(), stream, "kinesisAggregate", "true")) {
      addNumbered(feed, 0, 2_000);
      feed.finish();

      assertThat(kinesis.records(stream).size()).isLessThan(40);
      assertThat(numbers(stream)).containsExactlyInAnyOrderElementsOf(upTo(2_000));
      assertDelivered(feed, 2_000);
    }
  }

  @Test
  void ofAPartialFailureOnlyWhatFailedIsSentAgain(TestInfo test) throws Exception {
    String stream = newStream(test);
    for (String aggregate : new String[] {"false", "true"}) {
      try (FaultyKinesis proxy = new FaultyKinesis(kinesis.uri());
          SinkFeed feed = feed(proxy.uri(), stream + aggregate, "kinesisAggregate", aggregate)) {
        kinesis.createStream(stream + aggregate, SHARDS);
        AtomicInteger entries = new AtomicInteger();
        proxy.refuse(entry -> entries.getAndIncrement() % 4 == 0);
        proxy.fail(request -> request < 8 ? Fault.PARTIAL : Fault.NONE);
        addNumbered(feed, 0, 1_000);
        feed.finish();

        assertThat(numbers(stream + aggregate))
            .hasSize(1_000)
            .containsExactlyInAnyOrderElementsOf(upTo(1_000));
        assertDelivered(feed, 1_000);
        assertThat(feed.telemetry().throttles()).isPositive();
      }
    }
  }

  @Test
  void nothingIsLostUnderThrottlesFailuresAndBrokenConnections(TestInfo test) throws Exception {
    String stream = newStream(test);
    Fault[] cycle = {
      Fault.THROTTLED, Fault.NONE, Fault.RESET, Fault.PARTIAL, Fault.UNAVAILABLE, Fault.NONE
    };
    try (FaultyKinesis proxy = new FaultyKinesis(kinesis.uri());
        SinkFeed feed = feed(proxy.uri(), stream)) {
      proxy.refuse(record -> record.path("PartitionKey").asText().charAt(0) < '4');
      proxy.fail(request -> cycle[request % cycle.length]);
      addNumbered(feed, 0, 3_000);
      feed.finish();

      assertThat(numbers(stream)).hasSize(3_000).containsExactlyInAnyOrderElementsOf(upTo(3_000));
      assertDelivered(feed, 3_000);
    }
  }

  @Test
  void nothingIsLostWhereAnswersDoNotCome(TestInfo test) throws Exception {
    String stream = newStream(test);
    try (FaultyKinesis proxy = new FaultyKinesis(kinesis.uri());
        SinkFeed feed = feed(LocalFactory.impatient(proxy.uri()), stream)) {
      proxy.fail(request -> request < 3 ? Fault.HANG : Fault.NONE);
      addNumbered(feed, 0, 1_500);
      feed.finish();

      assertThat(proxy.requests()).isGreaterThan(3);
      assertThat(new HashSet<>(numbers(stream))).hasSize(1_500).containsAll(upTo(1_500));
      assertDelivered(feed, 1_500);
    }
  }

  @Test
  void whereAnAnswerIsLostNoMoreThanItsRequestIsRepeated(TestInfo test) throws Exception {
    String stream = newStream(test);
    try (FaultyKinesis proxy = new FaultyKinesis(kinesis.uri());
        SinkFeed feed = feed(proxy.uri(), stream)) {
      proxy.fail(request -> request == 1 ? Fault.ANSWER_LOST : Fault.NONE);
      addNumbered(feed, 0, 1_500);
      feed.finish();

      List<Integer> found = numbers(stream);
      assertThat(new HashSet<>(found)).hasSize(1_500).containsAll(upTo(1_500));
      assertThat(found).hasSizeBetween(1_501, 2_000);
      assertDelivered(feed, 1_500);
    }
  }

  @Test
  void nothingIsLostWhenTheServiceIsKilledAndComesBack(TestInfo test) throws Exception {
    String stream = newStream(test);
    try (SinkFeed feed = feed(kinesis.uri(), stream)) {
      addNumbered(feed, 0, 1_000);
      feed.finish();
      kinesis.kill();
      addNumbered(feed, 1_000, 2_000);
      feed.flush();
      assertThat(feed.telemetry().held()).isEqualTo(1_000);
      kinesis.restart();
      feed.finish();

      assertThat(new HashSet<>(numbers(stream))).hasSize(2_000).containsAll(upTo(2_000));
      assertDelivered(feed, 2_000);
    }
  }

  @Test
  void aLongOutageUnderLoadIsSatOutInBoundedMemory(TestInfo test) throws Exception {
    String stream = newStream(test);
    Fault[] cycle = {Fault.RESET, Fault.UNAVAILABLE, Fault.THROTTLED};
    try (FaultyKinesis proxy = new FaultyKinesis(kinesis.uri());
        SinkFeed feed = feed(proxy.uri(), stream)) {
      proxy.fail(request -> cycle[request % cycle.length]);
      Outage outage =
          Outage.sitOut(1, number -> feed.offer(numbered(number), System.currentTimeMillis()));
      proxy.fail(request -> Fault.NONE);
      feed.finish();

      // Seven batches of 500 records, and not more however long it lasts.
      assertThat(outage.taken()).isBetween(500, 3_500).isLessThan(outage.offered());
      assertThat(outage.heapGrowthBytes()).isLessThan(16 << 20);
      assertThat(numbers(stream))
          .hasSize(outage.taken())
          .containsExactlyInAnyOrderElementsOf(upTo(outage.taken()));
      assertDelivered(feed, outage.taken());
    }
  }

  @Test
  void theLargestRecordIsTakenAndFiveHundredOfThem(TestInfo test) {
    String stream = newStream(test);
    try (TestSink tested = new TestSink(kinesis.uri(), "kinesisPartitionKey", "${pod}")) {
      byte[] largest = "x".repeat(KinesisLimits.BATCH.maxRecordBytes()).getBytes(UTF_8);
      Destination destination = new Destination(stream, "k".repeat(256));

      RecordBatch one = TestBatch.of(KinesisLimits.BATCH, destination, largest);
      assertThat(tested.send(one)).containsExactly(Outcome.ACCEPTED);
      assertThat(kinesis.records(stream).get(0).data().asByteArray()).isEqualTo(largest);
      // 500 records, as large as fit together.
      byte[][] many = new byte[500][];
      for (int i = 0; i < many.length; i++) {
        many[i] = "y".repeat((1 << 20) / 500 - 256).getBytes(UTF_8);
      }
      RecordBatch full = TestBatch.of(KinesisLimits.BATCH, destination, many);
      assertThat(full.fits(1, System.currentTimeMillis())).isFalse();
      assertThat(tested.send(full)).containsOnly(Outcome.ACCEPTED);
      assertThat(kinesis.records(stream)).hasSize(501);
    }
  }

  @Test
  void aStreamThatIsNotThereIsNamed() {
    try (TestSink tested = new TestSink(kinesis.uri())) {
      RecordBatch batch = TestBatch.of(KinesisLimits.BATCH, new Destination("nowhere", "k"), "{}");
      assertThat(tested.send(batch))
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.RetryLater.class,
              later -> assertThat(later.detail()).contains("nowhere").contains("create it"));
    }
  }

  private static String newStream(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    kinesis.createStream(name, SHARDS);
    return name;
  }

  private static SinkFeed feed(URI endpoint, String stream, String... options) {
    return feed(LocalFactory.at(endpoint), stream, options);
  }

  private static SinkFeed feed(SinkFactory factory, String stream, String... options) {
    RecordingNotices notices = new RecordingNotices();
    SinkContext context = TestSink.context(notices, options);
    return new SinkFeed(factory, context, new Destination(stream, "shop/cart"), 7);
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

  /** Taken apart as a consumer with the Kinesis Client Library does it. */
  private static List<Integer> numbers(String stream) {
    List<KinesisClientRecord> records = new ArrayList<>();
    for (Record record : kinesis.records(stream)) {
      records.add(
          KinesisClientRecord.builder()
              .partitionKey(record.partitionKey())
              .sequenceNumber(record.sequenceNumber())
              .data(record.data().asByteBuffer())
              .build());
    }
    List<Integer> numbers = new ArrayList<>();
    for (KinesisClientRecord record : new AggregatorUtil().deaggregate(records)) {
      String json = UTF_8.decode(record.data()).toString();
      assertThat(json).startsWith("{\"seq\":").endsWith("m\"}");
      numbers.add(Integer.parseInt(json.substring(7, json.indexOf(','))));
    }
    return numbers;
  }

  private static void assertDelivered(SinkFeed feed, int count) {
    Accounts accounts = feed.telemetry().accounts();
    assertThat(accounts.isBalanced()).isTrue();
    assertThat(accounts.delivered()).isEqualTo(count);
  }
}
