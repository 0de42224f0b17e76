package io.ringtail.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.batch.Destination;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.DelegatingSinkFactory;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.s3.FaultyProxy.Fault;
import io.ringtail.telemetry.Accounts;
import io.ringtail.testing.Outage;
import io.ringtail.testing.SinkFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bucket is away while logs go on; see {@link Outage} for how long. */
@Timeout(1_200)
class OutageTest {
  private static final long SPOOL_BYTES = 16L << 20;
  private static final int RECORD_BYTES = 4_000;
  private static final String NOISE = Batches.noise(1, RECORD_BYTES);
  private static final int LOOK_EVERY = 500;

  private static final Duration LONG = Duration.ofMinutes(2);

  private final Path root;
  private int offers;
  private long mostOnDisk;

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
      SinkContext context = new SinkContext(true, null, SinkSettings.NONE, tested.notices);
      SinkFactory factory = new DelegatingSinkFactory(new S3SinkFactory(), each -> tested.sink);
      Outage outage;
      try (SinkFeed feed = new SinkFeed(factory, context, new Destination(bucket, "p/"), 4)) {
        outage = Outage.sitOut(2, number -> offer(feed, number));
        // Four batches that wait, and a spool that is full.
        assertThat(outage.taken()).isLessThan(outage.offered());
        assertThat(outage.heapGrowthBytes()).isLessThan(64 << 20);
        assertThat(mostOnDisk).isBetween(SPOOL_BYTES / 2, SPOOL_BYTES);

        proxy.heal();
        feed.finish();
        assertThat(tested.finish(LONG)).isTrue();

        Accounts accounts = feed.telemetry().accounts();
        assertThat(accounts.delivered()).isEqualTo(outage.taken());
        assertThat(accounts.held()).isZero();
      }
      List<String> lines = stored.allLines();
      assertThat(lines).hasSize(outage.taken());
      assertThat(new HashSet<>(lines)).hasSize(outage.taken());
      await().atMost(LONG).until(() -> diskUsage() == 0);
    }
  }

  private boolean offer(SinkFeed feed, int number) {
    if (offers++ % LOOK_EVERY == 0) {
      mostOnDisk = Math.max(mostOnDisk, diskUsage());
    }
    return feed.offer(record(number), System.currentTimeMillis());
  }

  private static byte[] record(int number) {
    return ("{\"n\":" + number + ',' + NOISE.substring(1)).getBytes(StandardCharsets.UTF_8);
  }

  private long diskUsage() {
    long sum = 0;
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        sum += Files.exists(file) ? (Files.size(file) + 4095) / 4096 * 4096 : 0;
      }
    } catch (IOException | UncheckedIOException e) {
      // A file has gone while we looked.
      return sum;
    }
    return sum;
  }
}
