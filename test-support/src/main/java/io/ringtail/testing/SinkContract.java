package io.ringtail.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.batch.RecordId;
import io.ringtail.config.ConfigReader;
import io.ringtail.config.ConfigReading;
import io.ringtail.config.RingtailConfig;
import io.ringtail.event.Level;
import io.ringtail.metadata.Surroundings;
import io.ringtail.pipeline.Pipeline;
import io.ringtail.pipeline.PipelineContext;
import io.ringtail.sink.JsonLines;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Telemetry;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every sink keeps to, whatever its destination. A sink's tests extend it with a destination
 * that is as real as can be had, and that fails when it is told to.
 *
 * <p>Each test has a destination of its own: {@link #start} makes it.
 */
public abstract class SinkContract {
  /** What can be wrong with a destination for a while. */
  public enum Trouble {
    /** It asks for fewer requests. */
    THROTTLED(RetryCause.THROTTLED),
    /** It answers with an error of its own: 500, 503. */
    SERVER_ERROR(RetryCause.UNAVAILABLE),
    /** The connection is closed instead of an answer; nothing was stored. */
    RESET(RetryCause.UNAVAILABLE),
    /** The same, but everything was stored. */
    RESET_AFTER_STORE(RetryCause.UNAVAILABLE),
    /** The credentials are refused. */
    DENIED(RetryCause.DENIED);

    private final RetryCause cause;

    Trouble(RetryCause cause) {
      this.cause = cause;
    }
  }

  /**
   * The destination of one test.
   *
   * <p>Threading: any.
   */
  public interface Server extends AutoCloseable {
    /** Opens sinks that send here. */
    SinkFactory factory();

    /** The environment that says where it is, as users would set it. */
    default Map<String, String> environment() {
      return Map.of();
    }

    /** Where the contract's own batches go. */
    Destination destination();

    /**
     * From now on this share of requests, 0 to 1, fails like this and in no other way.
     *
     * @return false: this trouble cannot be had here, and its test is skipped
     */
    boolean fail(Trouble trouble, double share);

    /** From now on requests succeed. */
    void heal();

    /**
     * In each request some records, but not all, are put off, until {@link #heal}.
     *
     * @return false: the destination takes requests as a whole
     */
    default boolean failPart() {
      return false;
    }

    /**
     * From now on requests are read and not answered.
     *
     * @return false: that cannot be had here
     */
    boolean hang();

    /**
     * Whether the sink keeps records safe itself: they are accepted whatever the destination says,
     * and arrive once it is well.
     */
    default boolean storesAndForwards() {
      return false;
    }

    /** Whether what is stored twice is there once. */
    default boolean repeatsOverwrite() {
      return factory().limits().identified();
    }

    /** A record that the destination refuses for good; null if there is none. */
    default @Nullable String poison() {
      return null;
    }

    /** The JSON of every record that is there, as often as it is there. */
    Collection<String> records() throws Exception;

    @Override
    void close();
  }

  private static final int FEW = 40;

  /** Beside a buffer that is full: what connections and collections take. */
  private static final long MAX_GROWTH_BYTES = 16 << 20;

  /** For so long a trouble is met by a sink that keeps records itself. */
  private static final long TROUBLE_NANOS = 300_000_000;

  private final RecordingNotices notices = new RecordingNotices();
  private @Nullable Server server;
  private @Nullable Sink sink;

  /** A destination with nothing in it. */
  protected abstract Server start() throws Exception;

  /** The longest that it may take until what was accepted is found. */
  protected Duration patience() {
    return Duration.ofSeconds(20);
  }

  @BeforeEach
  final void open() throws Exception {
    Server started = start();
    server = started;
    sink = started.factory().open(SinkContext.of(config("shed"), notices));
  }

  @AfterEach
  final void close() {
    if (sink != null) {
      sink.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everyRecordArrivesOnce() throws Exception {
    List<String> records = records(FEW);

    assertAllAccepted(send(batch(records)));

    awaitExactly(records);
  }

  @Test
  void aBatchWithAsManyRecordsAsAreAllowedIsTaken() throws Exception {
    BatchLimits limits = limits();
    int length = limits.maxBytes() / limits.maxRecords() - limits.recordOverheadBytes();
    List<String> records = records(limits.maxRecords(), Math.min(100, length));

    assertAllAccepted(send(batch(records)));

    awaitExactly(records);
  }

  @Test
  void aBatchWithAsManyBytesAsAreAllowedIsTaken() throws Exception {
    BatchLimits limits = limits();
    List<String> records = fullToTheByte(limits);

    assertAllAccepted(send(batch(records)));

    awaitExactly(records);
  }

  @Test
  void theLongestRecordIsTaken() throws Exception {
    List<String> records = List.of(record(0, limits().maxRecordBytes()));

    assertAllAccepted(send(batch(records)));

    awaitExactly(records);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotTakenNowIsWantedLaterAndArrivesThen(Trouble trouble) throws Exception {
    assumeTrue(server().fail(trouble, 1), () -> trouble + " cannot be had here");
    List<String> records = records(FEW);
    RecordBatch batch = batch(records);

    Outcomes first = send(batch);
    if (server().storesAndForwards()) {
      assertAllAccepted(first);
      long soon = System.nanoTime() + TROUBLE_NANOS;
      assertFalse(sink().finish(soon), "nothing can have arrived");
      server().heal();
    } else {
      for (int i = 0; i < first.size(); i++) {
        Outcome.RetryLater later = assertInstanceOf(Outcome.RetryLater.class, first.at(i));
        assertEquals(trouble.cause, later.cause(), later.detail());
      }
      server().heal();
      retain(batch, first);
      assertAllAccepted(send(batch));
    }
    if (trouble == Trouble.RESET_AFTER_STORE && !server().repeatsOverwrite()) {
      awaitAtLeast(records);
    } else {
      awaitExactly(records);
    }
  }

  @Test
  void onlyWhatFailedIsWantedAgain() throws Exception {
    assumeTrue(server().failPart(), "requests are taken as a whole");
    List<String> records = records(FEW);
    RecordBatch batch = batch(records);

    Outcomes first = send(batch);
    server().heal();
    retain(batch, first);

    assertTrue(!batch.isEmpty() && batch.size() < FEW, batch.size() + " of " + FEW + " failed");
    assertAllAccepted(send(batch));
    awaitExactly(records);
  }

  @Test
  void aPoisonRecordIsSetAsideAndTheOthersArrive() throws Exception {
    String poison = server().poison();
    assumeTrue(poison != null, "the destination takes every record");
    List<String> good = records(FEW);
    List<String> all = new ArrayList<>(good);
    all.add(FEW / 2, String.valueOf(poison));
    RecordBatch batch = batch(all);

    List<Outcome> outcomes = settle(batch);

    assertEquals(1, outcomes.stream().filter(Outcome.Rejected.class::isInstance).count());
    assertInstanceOf(Outcome.Rejected.class, outcomes.get(FEW / 2));
    awaitExactly(good);
  }

  @Test
  void aRepeatHasTheSameId() throws Exception {
    assumeTrue(limits().identified(), "records have no ids here");
    List<String> records = records(FEW);

    assertAllAccepted(send(batch(records)));
    assertAllAccepted(send(batch(records)));

    awaitExactly(records);
  }

  @Test
  void closeEndsASendThatHangs() throws Exception {
    assumeTrue(server().hang(), "this destination cannot hang");
    AtomicReference<@Nullable Object> result = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(1);
    RecordBatch batch = batch(records(FEW));
    Thread sending =
        new Thread(
            () -> {
              try {
                result.set(send(batch));
              } catch (Throwable e) {
                result.set(e);
              } finally {
                ended.countDown();
              }
            });
    sending.start();
    await().until(() -> sending.getState() != Thread.State.NEW);
    // Into the request, as a rule; an earlier moment is as good.
    TimeUnit.MILLISECONDS.sleep(200);

    sink().close();

    assertTrue(ended.await(20, TimeUnit.SECONDS), "send() goes on after close()");
    if (result.get() instanceof Outcomes outcomes) {
      assertInstanceOf(Outcome.RetryLater.class, outcomes.at(0));
    }
  }

  @Test
  void aPipelineDeliversEverythingThroughTroubles() throws Exception {
    int count = 3_000;
    try (Running running = running("block")) {
      for (int i = 0; i < count; i++) {
        running.log("event " + i);
        if (i % 500 == 100) {
          Trouble trouble = Trouble.values()[i / 500 % (Trouble.values().length - 1)];
          server().fail(trouble, 0.4);
        }
      }
      server().heal();
      assertTrue(running.pipeline.flush(Duration.ofSeconds(60)), () -> "" + running.accounts());
      assertEquals(count, running.accounts().delivered(), () -> "" + running.accounts());
    }
    assertSeqs(count);
  }

  @Test
  void anOutageIsSatOutInBoundedMemory() throws Exception {
    assumeTrue(server().fail(Trouble.SERVER_ERROR, 1), "it never fails");
    try (Running running = running("shed")) {
      int logged = 0;
      while (running.accounts().totalDropped() == 0) {
        running.log("event " + logged++);
      }
      Outage outage =
          Outage.sitOut(
              0,
              number -> {
                running.log("event of the outage " + number);
                return true;
              });
      logged += outage.offered();
      assertTrue(outage.heapGrowthBytes() < MAX_GROWTH_BYTES, outage::toString);
      // 2 MiB hold no more events than this.
      assertTrue(running.accounts().held() < (2 << 20) / 100, () -> "" + running.accounts());
      server().heal();
      assertTrue(running.pipeline.flush(Duration.ofSeconds(60)), () -> "" + running.accounts());
      Accounts accounts = running.accounts();
      assertTrue(accounts.isBalanced() && accounts.held() == 0, accounts::toString);
      // And what tells of the loss.
      assertTrue(accounts.captured() >= logged, accounts::toString);
    }
  }

  private Server server() {
    return present(server);
  }

  private Sink sink() {
    return present(sink);
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("not started");
    }
    return value;
  }

  private BatchLimits limits() {
    return server().factory().limits();
  }

  private RingtailConfig config(String overflow) {
    ConfigReading reading =
        ConfigReader.read(
            surroundings(),
            Map.of(
                "overflow",
                overflow,
                "bufferBytes",
                "2MiB",
                "lingerMs",
                "50",
                "shutdownMs",
                "1000"));
    return reading.config();
  }

  private Surroundings surroundings() {
    return TestConfig.surroundings(server().environment());
  }

  private Outcomes send(RecordBatch batch) throws Exception {
    return sink().send(batch);
  }

  /** Sends until each record has its last outcome, in the order of the batch. */
  private List<Outcome> settle(RecordBatch batch) throws Exception {
    List<Outcome> settled = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      settled.add(Outcome.ACCEPTED);
      left.add(i);
    }
    for (int sends = 0; sends < 20 && !batch.isEmpty(); sends++) {
      Outcomes outcomes = send(batch);
      List<Integer> next = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        settled.set(left.get(i), outcomes.at(i));
        if (outcomes.at(i) instanceof Outcome.RetryLater) {
          next.add(left.get(i));
        }
      }
      retain(batch, outcomes);
      left = next;
    }
    return settled;
  }

  private static void retain(RecordBatch batch, Outcomes outcomes) {
    batch.retain(i -> outcomes.at(i) instanceof Outcome.RetryLater);
  }

  private static void assertAllAccepted(Outcomes outcomes) {
    for (int i = 0; i < outcomes.size(); i++) {
      int at = i;
      assertInstanceOf(
          Outcome.Accepted.class, outcomes.at(i), () -> "record " + at + ": " + outcomes.at(at));
    }
  }

  private RecordBatch batch(List<String> records) {
    RecordBatch batch = new RecordBatch(limits());
    batch.open(server().destination());
    long millis = System.currentTimeMillis();
    for (int i = 0; i < records.size(); i++) {
      byte[] json = records.get(i).getBytes(UTF_8);
      if (!batch.fits(json.length, millis)) {
        throw new IllegalArgumentException("record " + i + " does not fit");
      }
      byte[] formed = limits().form().of(json);
      batch.append(formed, formed.length, json.length, millis, Level.INFO, false);
      batch.identify(RecordId.origin("contract"), i);
    }
    batch.seal();
    return batch;
  }

  private static List<String> records(int count) {
    return records(count, 100);
  }

  private static List<String> records(int count, int bytes) {
    return IntStream.range(0, count).mapToObj(i -> record(i, bytes)).toList();
  }

  /** A record of at least {@code bytes}, of exactly so many if they are enough. */
  private static String record(int number, int bytes) {
    String start =
        "{\"time\":\"2026-11-20T22:00:00.000Z\",\"message\":\"%d".formatted(number) + " é\\n\\\"";
    String end = "\"}";
    int padding = bytes - (start + end).getBytes(UTF_8).length;
    return start + "x".repeat(Math.max(0, padding)) + end;
  }

  private static List<String> fullToTheByte(BatchLimits limits) {
    int records = Math.min(limits.maxRecords(), 100);
    while ((long) records * limits.maxRecordBytes() < limits.maxBytes()) {
      records++;
    }
    int each = limits.maxBytes() / records - limits.recordOverheadBytes();
    List<String> full = new ArrayList<>(records(records - 1, each));
    int rest =
        limits.maxBytes()
            - (records - 1) * (each + limits.recordOverheadBytes())
            - limits.recordOverheadBytes();
    full.add(record(records - 1, rest));
    return full;
  }

  private void awaitExactly(List<String> records) {
    List<String> expected = records.stream().sorted().toList();
    await()
        .atMost(patience())
        .until(() -> server().records().stream().sorted().toList(), expected::equals);
  }

  private void awaitAtLeast(List<String> records) {
    Set<String> expected = new HashSet<>(records);
    await().atMost(patience()).until(() -> new HashSet<>(server().records()), expected::equals);
  }

  private void assertSeqs(int count) {
    Set<String> expected =
        IntStream.rangeClosed(1, count).mapToObj(String::valueOf).collect(Collectors.toSet());
    await()
        .atMost(patience())
        .until(
            () ->
                server().records().stream()
                    .map(json -> json.replaceFirst(".*?\"seq\":(\\d+).*", "$1"))
                    .collect(Collectors.toSet()),
            expected::equals);
  }

  private Running running(String overflow) {
    PipelineContext context =
        new PipelineContext(
            surroundings(), notices, Clock.SYSTEM, new JsonLines(OutputStream.nullOutputStream()));
    return new Running(Pipeline.start(config(overflow), List.of(server().factory()), context));
  }

  private record Running(Pipeline pipeline) implements AutoCloseable {
    void log(String message) {
      long now = System.currentTimeMillis();
      pipeline
          .intake()
          .offer(
              now / 1_000,
              (int) (now % 1_000) * 1_000_000,
              Level.INFO,
              "com.example.Contract",
              "main",
              message,
              Map.of(),
              null,
              null,
              null,
              null);
    }

    Accounts accounts() {
      Telemetry telemetry = pipeline.telemetries().get(0);
      return telemetry.accounts();
    }

    @Override
    public void close() {
      pipeline.close();
    }
  }
}
