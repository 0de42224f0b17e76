package io.ringtail.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.query.Query;
import io.ringtail.console.query.QueryParser;
import io.ringtail.console.store.EventBuffer;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.LogGroup;
import io.ringtail.console.store.LogStream;
import io.ringtail.console.store.MemoryStore;
import io.ringtail.console.store.TimeRange;
import io.ringtail.console.watch.ProcessWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexBoundTest {
  private static final long MAX_BYTES = 2L << 20;
  private static final int BATCH = 2_000;

  @TempDir private Path directory = Path.of("");

  private final EventStore store = new MemoryStore(256L * 1024 * 1024);
  private final SplittableRandom random = new SplittableRandom(3);
  private int written;

  private void put(LogStream stream) {
    EventBuffer events = new EventBuffer();
    for (int i = 0; i < BATCH; i++) {
      String event = "number" + written + ' ' + word() + ' ' + word() + ' ' + word();
      events.add(1_700_000_000_000L + written++, event.toCharArray(), 0, event.length());
    }
    store.append(stream, events.pack(0, events.count()), System.currentTimeMillis());
  }

  private String word() {
    return Long.toHexString(random.nextLong());
  }

  private long fileBytes() throws Exception {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.map(Path::toFile)
          .filter(java.io.File::isFile)
          .mapToLong(java.io.File::length)
          .sum();
    }
  }

  private static long total(Searches searches, String text) throws Exception {
    Query query = QueryParser.parse(text);
    return searches.events(query, TimeRange.ALL, 10, null).total();
  }

  @Test
  void letsGoOfTheOldestWhereItsFilesAreTooLarge() throws Exception {
    store.createGroup("/g", 1);
    LogGroup group = Objects.requireNonNull(store.group("/g"));
    store.createStream(group, "s", 1);
    LogStream stream = Objects.requireNonNull(group.stream("s"));
    IndexSettings settings = new IndexSettings(directory, MAX_BYTES, 1L << 20, 2);
    try (EventIndex index = EventIndex.start(store, settings, new ProcessWatch())) {
      Searches searches = index.searches();
      put(stream);
      Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> total(searches, "number0") == 1);
      Awaitility.await("the first event is no longer found")
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () -> {
                put(stream);
                return total(searches, "number0") == 0;
              });
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> index.lagMillis(System.currentTimeMillis()) == 0);
      assertThat(total(searches, "number" + (written - 1))).isEqualTo(1);
      // The newest part is never let go of, and a search makes files of it.
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(fileBytes()).isLessThan(MAX_BYTES * 2));
      assertThat(store.usage().heldEvents()).isEqualTo(written);
      assertThat(total(searches, "")).isBetween((long) BATCH, written - 1L);
    }
  }
}
