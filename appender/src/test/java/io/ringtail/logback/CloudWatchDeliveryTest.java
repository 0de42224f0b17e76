package io.ringtail.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.fault.Fault;
import io.ringtail.console.fault.FaultKind;
import io.ringtail.console.store.StoredEvent;
import io.ringtail.telemetry.DropReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a Logback logger, with the AWS SDK, to a strict CloudWatch Logs endpoint, and back. */
@Timeout(120)
// A null fails the test, as it should.
@SuppressWarnings("NullAway")
final class CloudWatchDeliveryTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GROUP = "/test/delivery";
  private static final String STREAM = "a-stream";

  /** Each test's pipeline is one of its own. */
  private static int lingerMillis = 100;

  private final Map<String, String> properties = new TreeMap<>();
  private final LoggerContext context = new LoggerContext();
  private Console console;
  private RingtailAppender appender;

  @BeforeEach
  void startConsole() throws Exception {
    console = Console.start(ConsoleOptions.builder().faultSeed(17).build());
    property("aws.region", "eu-west-1");
    property("aws.accessKeyId", "test");
    property("aws.secretAccessKey", "test");
    property("aws.endpointUrlCloudWatchLogs", console.endpoint().toString());
  }

  @AfterEach
  void stop() {
    console.faults().clear();
    context.stop();
    console.close();
    properties.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  @Test
  void deliversEachEventOnceUnderThrottlingAndServerErrors() throws Exception {
    // Small batches: many requests, so that each fault strikes.
    start("block", "2MiB");
    console.faults().inject(Fault.of(FaultKind.THROTTLE, 0.2));
    console.faults().inject(Fault.of(FaultKind.SERVICE_UNAVAILABLE, 0.1));
    console.faults().inject(Fault.of(FaultKind.INTERNAL_FAILURE, 0.1));
    logFromThreads(4, 10_000);
    Map<String, Long> injected = console.faults().injected();
    console.faults().clear();

    assertThat(appender.flush(Duration.ofSeconds(60))).isTrue();
    // None of these faults stores anything, so none may lead to a repeat.
    assertThat(seqs()).hasSize(40_000);
    assertEverySeqUpTo(40_000);
    assertThat(injected).containsOnlyKeys("throttle", "serviceUnavailable", "internalFailure");
  }

  @Test
  void deliversAllThroughConnectionsThatBreakBeforeAndAfterTheStore() throws Exception {
    start("block");
    console.faults().inject(Fault.of(FaultKind.DROP_BEFORE_STORE, 0.2));
    console.faults().inject(Fault.of(FaultKind.DROP_AFTER_STORE, 0.2));
    logFromThreads(2, 10_000);
    console.faults().clear();

    assertThat(appender.flush(Duration.ofSeconds(60))).isTrue();
    assertEverySeqUpTo(20_000);
    assertThat(appender.accounts().delivered()).isEqualTo(20_000);
  }

  @Test
  void deliversAllAfterTheDestinationHung() throws Exception {
    start("block");
    console.faults().inject(Fault.of(FaultKind.HANG));
    logFromThreads(2, 2_000);
    await().until(() -> console.faults().injected().getOrDefault("hang", 0L) > 0);
    console.faults().clear(FaultKind.HANG);

    assertThat(appender.flush(Duration.ofSeconds(60))).isTrue();
    assertEverySeqUpTo(4_000);
  }

  @Test
  void deliversAllThroughARestartOfTheDestination(@TempDir Path data) throws Exception {
    console.close();
    int port = console.port();
    ConsoleOptions options = ConsoleOptions.builder().port(port).dataDir(data).build();
    console = Console.start(options);
    start("block");
    logFromThreads(2, 2_000);
    assertThat(appender.flush(Duration.ofSeconds(30))).isTrue();
    console.close();
    logFromThreads(2, 500);
    console = Console.start(options);
    logFromThreads(2, 500);

    assertThat(appender.flush(Duration.ofSeconds(60))).isTrue();
    assertEverySeqUpTo(6_000);
  }

  @Test
  void keepsTheOrderOfOneThreadInTheStream() throws Exception {
    start("block");
    logFromThreads(1, 60_000);

    assertThat(appender.flush(Duration.ofSeconds(60))).isTrue();
    List<Long> seqs = seqs();
    assertThat(seqs).hasSize(60_000).isSorted();
  }

  @Test
  void countsWhatTheServiceRejectsAsTooOldOrTooNewAndDeliversTheRest() throws Exception {
    start("shed");
    append("old", Duration.ofDays(-15));
    append("good", Duration.ZERO);
    append("new", Duration.ofHours(3));

    assertThat(appender.flush(Duration.ofSeconds(30))).isTrue();
    assertThat(appender.accounts().dropped())
        .containsEntry(DropReason.TOO_OLD, 1L)
        .containsEntry(DropReason.TOO_NEW, 1L);
    await()
        .untilAsserted(
            () ->
                assertThat(messages())
                    .contains("good")
                    .doesNotContain("old", "new")
                    .anySatisfy(text -> assertThat(text).contains("too_old"))
                    .anySatisfy(text -> assertThat(text).contains("too_new")));
  }

  @Test
  void tellsALossInTheDestinationItself() throws Exception {
    console.faults().inject(Fault.of(FaultKind.SERVICE_UNAVAILABLE));
    start("drop", "2MiB");
    String text = "x".repeat(500);
    for (int i = 0; i < 20_000; i++) {
      context.getLogger("com.example").info("{} {}", i, text);
    }
    console.faults().clear();
    assertThat(appender.flush(Duration.ofSeconds(60))).isTrue();
    // Told in one record or several, some seconds apart.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> programEvents() + toldLost() == 20_000 && toldLost() > 0);

    // The numbers that are missing are as many as were told.
    List<Long> seqs = seqs();
    assertThat(Collections.max(seqs) - seqs.size()).isEqualTo(toldLost());
  }

  private long programEvents() throws Exception {
    return messages().stream().filter(message -> !message.contains("lost between")).count();
  }

  private long toldLost() throws Exception {
    long lost = 0;
    for (StoredEvent stored : console.events(GROUP, STREAM)) {
      lost += JSON.readTree(stored.message()).at("/kv/lost_ring_full").asLong();
    }
    return lost;
  }

  private void start(String overflow) {
    start(overflow, "16MiB");
  }

  private void start(String overflow, String bufferBytes) {
    appender = new RingtailAppender();
    appender.setContext(context);
    appender.setName("RINGTAIL");
    appender.setLogGroup(GROUP);
    appender.setLogStream(STREAM);
    appender.setOverflow(overflow);
    appender.setBufferBytes(bufferBytes);
    appender.setLingerMs(String.valueOf(lingerMillis++));
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.start();
  }

  private void logFromThreads(int threads, int events) throws InterruptedException {
    List<Thread> running = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      Thread each =
          new Thread(
              () -> {
                for (int i = 0; i < events; i++) {
                  context.getLogger("com.example").info("event {}", i);
                }
              });
      each.start();
      running.add(each);
    }
    for (Thread each : running) {
      each.join();
    }
  }

  private void append(String message, Duration offset) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName("com.example");
    event.setLoggerContext(context);
    event.setLevel(Level.INFO);
    event.setMessage(message);
    event.setTimeStamp(System.currentTimeMillis() + offset.toMillis());
    appender.doAppend(event);
  }

  private List<String> messages() throws Exception {
    List<String> messages = new ArrayList<>();
    for (StoredEvent stored : console.events(GROUP, STREAM)) {
      messages.add(JSON.readTree(stored.message()).get("message").asText());
    }
    return messages;
  }

  private List<Long> seqs() throws Exception {
    List<Long> seqs = new ArrayList<>();
    for (StoredEvent stored : console.events(GROUP, STREAM)) {
      seqs.add(JSON.readTree(stored.message()).get("seq").asLong());
    }
    return seqs;
  }

  private void assertEverySeqUpTo(long last) throws Exception {
    List<Long> distinct = seqs().stream().distinct().sorted().toList();
    assertThat(distinct).hasSize((int) last);
    assertThat(distinct.get(0)).isEqualTo(1);
    assertThat(distinct.get(distinct.size() - 1)).isEqualTo(last);
  }

  private void property(String name, String value) {
    properties.put(name, System.setProperty(name, value));
  }
}
