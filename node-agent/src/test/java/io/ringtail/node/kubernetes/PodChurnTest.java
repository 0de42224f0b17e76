package io.ringtail.node.kubernetes;

import static io.ringtail.node.kubernetes.Pods.id;
import static io.ringtail.node.kubernetes.Pods.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.node.kubernetes.PodListJson.PodJson;
import io.ringtail.node.kubernetes.RefreshSchedule.Pace;
import io.ringtail.telemetry.Clock;
import io.ringtail.testing.FakeClock;
import io.ringtail.testing.RecordingNotices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand pods come and go, while one thread reads the log of each well after its end. */
@Timeout(120)
final class PodChurnTest {
  private static final int PODS = 1_000;
  private static final int AT_ONCE = 50;
  private static final int READ_AT_ONCE = 200;

  private final FakeClock clock = new FakeClock();
  private final PodStore store = new PodStore(clock);
  private final FakeKubelet kubelet = FakeKubelet.http();
  private final RecordingNotices notices = new RecordingNotices();
  private final Map<Integer, PodJson> running = new ConcurrentSkipListMap<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final Set<Integer> listed = ConcurrentHashMap.newKeySet();
  private final Queue<Log> appeared = new ConcurrentLinkedQueue<>();
  private final List<Log> read = new ArrayList<>();
  private final PodCatalog catalog;
  private volatile boolean hasEnded;
  private int lost;
  private int known;

  /** A log that is read. */
  private static final class Log {
    final PodRef pod;
    @Nullable PodInfo info;

    Log(PodRef pod) {
      this.pod = pod;
    }
  }

  PodChurnTest() throws IOException {
    kubelet.handles(
        exchange -> {
          Map<Integer, PodJson> now = new TreeMap<>(running);
          PodListJson list = PodListJson.of(now.values().toArray(new PodJson[0]));
          FakeKubelet.send(exchange, 200, list.text());
          answers.incrementAndGet();
          listed.addAll(now.keySet());
        });
    KubeletClient client =
        new KubeletClient(
            kubelet.url(),
            new ServiceAccount(Path.of("/nowhere/token")),
            new KubeletTrust(null),
            new PodListReader(PodDirectives::isDirective));
    Pace pace =
        new Pace(
            Duration.ofMillis(1).toNanos(),
            Duration.ofHours(1).toNanos(),
            Duration.ofMillis(10).toNanos());
    // Its own clock: the store's stands still.
    KubeletFeed feed =
        new KubeletFeed(
            client, store, new RefreshSchedule(pace, new Random(5)), notices, Clock.SYSTEM);
    catalog = new PodCatalog(store, List.of(feed));
  }

  @AfterEach
  void stop() {
    catalog.close();
    kubelet.close();
  }

  @Test
  void eachPodIsKnownAsLongAsItsLogIsReadAndNoLonger() throws InterruptedException {
    Thread reader = new Thread(this::readLogs, "reader");
    reader.start();
    for (int i = 0; i < PODS; i++) {
      running.put(i, new PodJson("shop", name(i), uid(i)).running("app", "a:1", id(uid(i))));
      appeared.add(new Log(ref(name(i), uid(i))));
      int oldest = i - AT_ONCE;
      if (oldest >= 0) {
        // Kubelet is asked within a second or two; that long, even a short life lasts.
        await().pollInterval(Duration.ofMillis(1)).until(() -> listed.contains(oldest));
        running.remove(oldest);
      }
    }
    await().until(() -> catalog.find(ref(name(PODS - 1), uid(PODS - 1))) != null);
    hasEnded = true;
    reader.join();

    assertThat(notices.all()).isEmpty();
    assertThat(lost).as("pods that were known and were not any more").isZero();
    assertThat(known).as("pods whose log was read with their metadata").isEqualTo(PODS);
    assertThat(answers.get()).as("questions, of which one answers for many").isLessThan(2 * PODS);
    assertThat(store.size()).isLessThanOrEqualTo(PODS);

    clock.advance(Duration.ofMinutes(11));
    running.clear();
    store.replaceAll(List.of());
    clock.advance(Duration.ofMinutes(11));
    await()
        .untilAsserted(
            () -> {
              System.gc();
              store.replaceAll(List.of());
              assertThat(store.find(ref(name(7), uid(7)))).isNull();
            });
    assertThat(store.size()).isZero();
    assertThat(read)
        .hasSize(READ_AT_ONCE)
        .allSatisfy(log -> assertThat(store.find(log.pod)).isSameAs(log.info));
  }

  /** As the agent does it: asks for a log when it appears, and for all when there is news. */
  private void readLogs() {
    long seen = -1;
    while (!hasEnded || !appeared.isEmpty() || catalog.version() != seen) {
      boolean isNew = false;
      for (Log log = appeared.poll(); log != null; log = appeared.poll()) {
        read.add(log);
        isNew = true;
      }
      long version = catalog.version();
      if (isNew || version != seen) {
        seen = version;
        read.forEach(this::look);
      }
      while (read.size() > READ_AT_ONCE && read.get(0).info != null) {
        read.remove(0);
      }
    }
  }

  private void look(Log log) {
    PodInfo info = catalog.find(log.pod);
    if (info == null) {
      lost += log.info == null ? 0 : 1;
    } else {
      known += log.info == null ? 1 : 0;
      log.info = info;
    }
  }

  private static String name(int i) {
    return "job-" + i;
  }

  private static String uid(int i) {
    return "uid-" + i;
  }
}
