package io.ringtail.console.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.console.event.Leaf;
import io.ringtail.console.query.QueryParser;
import io.ringtail.console.store.EventBuffer;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.LogGroup;
import io.ringtail.console.store.LogStream;
import io.ringtail.console.store.MemoryStore;
import io.ringtail.console.store.TimeRange;
import io.ringtail.console.watch.ProcessWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeywordTableTest {
  private final KeywordTable table = new KeywordTable();

  private static Leaf path(int number) {
    return Leaf.keyword("kv.path", "/Orders/n" + number);
  }

  @Test
  void holdsSoManyOfAField() {
    for (int i = 0; i < KeywordTable.MAX_OF_FIELD; i++) {
      assertThat(table.term(path(i)))
          .isEqualTo(Fields.keywordTerm("kv.path", "/orders/n" + i))
          .isSameAs(table.term(path(i)));
    }
    assertThat(table.term(path(KeywordTable.MAX_OF_FIELD))).isNull();
    assertThat(table.term(path(0))).isNotNull();
    assertThat(table.term(Leaf.keyword("logger", "com.example.Cart"))).isNotNull();
    assertThat(table.terms(keyword -> keyword.value().endsWith("n17")))
        .containsExactly(Fields.keywordTerm("kv.path", "/orders/n17"));
  }

  @Test
  void isKeptInAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("keywords");
    table.term(path(1));
    table.write(file);
    table.term(Leaf.keyword("logger", "com.example.Bücher"));
    table.write(file);

    KeywordTable again = new KeywordTable();
    again.read(file);

    assertThat(again.size()).isEqualTo(2);
    assertThat(again.terms(keyword -> true))
        .containsExactlyInAnyOrder(
            Fields.keywordTerm("kv.path", "/orders/n1"),
            Fields.keywordTerm("logger", "com.example.bücher"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> new KeywordTable().read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void wordsAreFoundBeyondItsBound() throws Exception {
    EventStore store = new MemoryStore(16L << 20);
    store.createGroup("/g", 1);
    LogGroup group = Objects.requireNonNull(store.group("/g"));
    store.createStream(group, "s", 1);
    LogStream stream = Objects.requireNonNull(group.stream("s"));
    int events = KeywordTable.MAX_OF_FIELD + 200;
    EventBuffer buffer = new EventBuffer();
    for (int i = 0; i < events; i++) {
      char[] event = ("{\"message\":\"m\",\"path\":\"/Orders/n" + i + "\"}").toCharArray();
      buffer.add(1_700_000_000_000L + i, event, 0, event.length);
    }
    store.append(stream, buffer.pack(0, buffer.count()), 1);
    IndexSettings settings = new IndexSettings(null, 64L << 20, 16L << 20, 2);
    try (EventIndex index = EventIndex.start(store, settings, new ProcessWatch())) {
      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> index.indexedArrival() == store.arrivals().last());
      assertThat(total(index, "n5")).isEqualTo(1);
      assertThat(total(index, "n" + (events - 1))).isEqualTo(1);
      assertThat(total(index, "orders")).isEqualTo(events);
    }
  }

  private static long total(EventIndex index, String query) throws Exception {
    return index.searches().events(QueryParser.parse(query), TimeRange.ALL, 1, null).total();
  }
}
