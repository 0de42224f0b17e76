package io.ringtail.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.config.SinkSettings;
import io.ringtail.event.Level;
import io.ringtail.sink.DeadLetters;
import io.ringtail.sink.Delivery;
import io.ringtail.sink.Fallback;
import io.ringtail.sink.FixedBatchSupply;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.SinkHandle;
import io.ringtail.sink.s3.FaultyProxy.Fault;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Telemetry;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.RedirectedSinkFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bucket is away while logs go on. {@code -Dringtail.test.outageSeconds=600} for the length of
 * the real thing.
 */
class OutageTest {
  private static final int SECONDS = Integer.getInteger("ringtail.test.outageSeconds", 2);
  private static final long SPOOL_BYTES = 16L << 20;
  private static final int RECORD_BYTES = 4_000;
  private static final int BATCH_RECORDS = 100;
  private static final String NOISE = Batches.noise(1, RECORD_BYTES);

  private static final Duration LONG = Duration.ofMinutes(2);

  private final Path root;

  OutageTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void aLongOutageTakesNoMoreThanItsShareAndLosesNothing() throws Exception {
    S3Mock mock = S3Mock.get();
    String bucket = mock.newBucket();
    try (FaultyProxy proxy = new FaultyProxy(mock.endpoint());
        Stored stored = new Stored(mock.endpoint(), bucket)) {
      proxy.inject(request -> Fault.SLOW_DOWN);
      SinkFactory factory = new S3SinkFactory();
      RecordingNotices notices = new RecordingNotices();
      Telemetry telemetry = new Telemetry(factory.name());
      BatchLimits limits = factory.limits().withMaxBytes(1 << 20);
      S3UnderTest tested =
          new S3UnderTest(
              proxy.endpoint(),
              bucket,
              "spoolDir",
              root.toString(),
              "s3SpoolBytes",
              "16MiB",
              "s3ObjectBytes",
              "2MiB",
              "s3Compression",
              "none");
      SinkContext context = new SinkContext(true, null, SinkSettings.NONE, notices);
      Delivery delivery =
          new Delivery(
              new FixedBatchSupply(limits, 4),
              2,
              new SinkHandle(
                  new RedirectedSinkFactory(factory, each -> tested.sink),
                  context,
                  cause -> "kept"),
              Fallback.FILES,
              DeadLetters.NONE,
              telemetry,
              Clock.SYSTEM,
              () -> {});
      long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
      int sent = 0;
      long mostOnDisk = 0;
      boolean full = false;
      while (System.nanoTime() - end < 0 || !full) {
        int offered = offer(delivery, telemetry, bucket, sent);
        sent += offered;
        full |= offered == 0 && diskUsage() > SPOOL_BYTES / 2;
        mostOnDisk = Math.max(mostOnDisk, diskUsage());
      }
      assertThat(mostOnDisk).isBetween(SPOOL_BYTES / 2, SPOOL_BYTES);
      assertThat(telemetry.accounts().held()).as("held in memory").isBetween(1L, 400L);

      proxy.heal();
      assertThat(delivery.awaitDone(delivery.submitted(), System.nanoTime() + LONG.toNanos()))
          .isTrue();
      assertThat(delivery.finish(System.nanoTime() + LONG.toNanos())).isTrue();
      delivery.stop();

      Accounts accounts = telemetry.accounts();
      assertThat(accounts.delivered()).isEqualTo(sent);
      assertThat(accounts.held()).isZero();
      List<String> lines = stored.allLines();
      assertThat(lines).hasSize(sent);
      assertThat(new HashSet<>(lines)).hasSize(sent);
      await().atMost(LONG).until(() -> diskUsage() == 0);
    }
  }

  /** A batch, if one is to be had; the records that were in it. */
  private static int offer(Delivery delivery, Telemetry telemetry, String bucket, int from)
      throws InterruptedException {
    RecordBatch batch = delivery.tryTake();
    if (batch == null) {
      Thread.sleep(5);
      return 0;
    }
    batch.open(new Destination(bucket, "p" + from / BATCH_RECORDS % 3 + '/'));
    for (int i = 0; i < BATCH_RECORDS; i++) {
      byte[] record = record(from + i);
      telemetry.countCaptured();
      batch.append(record, record.length, record.length, from + i, Level.INFO, false);
    }
    batch.seal();
    delivery.submit(batch);
    return BATCH_RECORDS;
  }

  private static byte[] record(int number) {
    return ("{\"n\":" + number + ',' + NOISE.substring(1)).getBytes(StandardCharsets.UTF_8);
  }

  private long diskUsage() throws IOException {
    long sum = 0;
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        sum += Files.exists(file) ? (Files.size(file) + 4095) / 4096 * 4096 : 0;
      }
    } catch (java.io.UncheckedIOException e) {
      // A file has gone while we looked.
      return sum;
    }
    return sum;
  }
}
