package io.ringtail.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.event.EventReader;
import io.ringtail.console.query.FieldNames.Label;
import io.ringtail.console.query.Matcher;
import io.ringtail.console.query.Query;
import io.ringtail.console.query.QueryParser;
import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.EventBuffer;
import io.ringtail.console.store.EventPosition;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.LogGroup;
import io.ringtail.console.store.LogStream;
import io.ringtail.console.store.MemoryStore;
import io.ringtail.console.store.PackedEvents;
import io.ringtail.console.store.StreamId;
import io.ringtail.console.store.TimeRange;
import io.ringtail.console.watch.ProcessWatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The index must find what a look at every event finds. */
final class SearchOracleTest {
  private static final int EVENTS = 1_500;
  private static final String[] WORDS = {
    "order",
    "Order",
    "cart",
    "payment",
    "naïve",
    "ΣΙΓΜΑ",
    "日本",
    "fail_fast",
    "timeout",
    "x2x20",
    "4bf9",
    "17",
    "3.14",
    "a-b-c",
    "/api/users",
    "com.example.Cart",
  };
  private static final String[] TERMS = {
    "order",
    "cart pay*",
    "\"order 17\"",
    "17",
    "3.14",
    "1*",
    "level:error",
    "level:e*",
    "level:*",
    "stream:stderr",
    "namespace:shop",
    "pod:cart-*",
    "container:app",
    "logger:com.example.*",
    "logger:com.example.cart",
    "logger:/cart$/",
    "example",
    "\"example cart*\"",
    "\"com example cart\"",
    "exam* NOT order",
    "/\"order\",\"x\"/",
    "/order, cart/",
    "/timeout in 4/",
    "/, Ord.*, ca/",
    "/in 42? ms/",
    "/, naï/",
    "kv.n:17",
    "n:1*",
    "n>10",
    "kv.n<=5",
    "n>=3.5",
    "mdc.id:4bf9",
    "id:4*",
    "mdc.id>3",
    "mdc.id:*",
    "kv.text:order",
    "kv.text:\"cart order\"",
    "text:tim*",
    "/order|cart/",
    "/pay.*t/",
    "kv.text:/a.b/",
    "kv.n:/^1/",
    "message:order",
    "message:日",
    "naïve",
    "σιγμα",
    "a-b-c",
    "\"b c\"",
    "log:order",
    "time:2026*",
    "seq:7",
    "seq>1490",
    "7",
    "true",
    "kv.flag:true",
    "tags:order",
    "tags:*",
    "missing:*",
    "labels.app:web",
    "web",
    "group:/g",
    "logStream:shop/*",
    "exception.stack:timeout",
    "-order",
    "time>1700000001000",
    "/timeout in \\d+ ms/",
    "fail_fast",
    "kv:*",
    "/api/users",
  };

  private final EventStore store = new MemoryStore(64L * 1024 * 1024);
  private final Random random = new Random(7);
  private final EventIndex index =
      EventIndex.start(
          store,
          new IndexSettings(null, 64L * 1024 * 1024, 16L * 1024 * 1024, 2),
          new ProcessWatch());

  @AfterEach
  void stop() {
    index.close();
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private String text() {
    StringBuilder text = new StringBuilder(word());
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(random.nextBoolean() ? " " : ", ").append(word());
    }
    return text.append(random.nextInt(6) == 0 ? " timeout in 42 ms" : "").toString();
  }

  private String event(int number) {
    String level = List.of("INFO", "ERROR", "warning", "debug").get(random.nextInt(4));
    String kubernetes =
        "\"kubernetes\":{\"namespace_name\":\""
            + (random.nextBoolean() ? "shop" : "shop-2")
            + "\",\"pod_name\":\"cart-"
            + random.nextInt(3)
            + "\",\"container_name\":\"app\",\"labels\":{\"app\":\"web\"}}";
    return switch (random.nextInt(6)) {
      case 0 -> text();
      case 1 ->
          "{\"time\":\"2026-11-20T22:00:00Z\",\"stream\":\""
              + (random.nextBoolean() ? "stdout" : "stderr")
              + "\",\"log\":\""
              + text()
              + "\","
              + kubernetes
              + "}";
      case 2 ->
          "{\"stream\":\"stdout\",\"log\":\"{\\\"msg\\\":\\\"order\\\"}\",\"log_processed\":{\"msg\":\""
              + text()
              + "\",\"level\":\""
              + level
              + "\",\"n\":"
              + random.nextInt(20)
              + "},"
              + kubernetes
              + "}";
      case 3 -> "{\"status\":" + random.nextInt(20) + ",\"tags\":[\"" + word() + "\",\"x\",17]}";
      default ->
          "{\"time\":\"2026-11-20T22:00:00Z\",\"level\":\""
              + level
              + "\",\"logger\":\""
              + (random.nextBoolean() ? "com.example.Cart" : "com.example.CartService")
              + "\",\"thread\":\"main\",\"message\":\""
              + text()
              + "\",\"seq\":"
              + number
              + ",\"mdc\":{\"id\":\""
              + (random.nextBoolean() ? "4bf9" : "" + random.nextInt(20))
              + "\"},\"kv\":{\"n\":"
              + (random.nextBoolean() ? "" + random.nextInt(20) : "3.5")
              + ",\"flag\":"
              + random.nextBoolean()
              + ",\"text\":\""
              + (random.nextBoolean() ? text() : word())
              + "\"}"
              + (random.nextInt(5) == 0
                  ? ",\"exception\":{\"class\":\"java.io.IOException\",\"stack\":\"x timeout\\n\\tat y\"}"
                  : "")
              + (random.nextBoolean() ? "," + kubernetes : "")
              + "}";
    };
  }

  private void fill() {
    store.createGroup("/g", 1);
    LogGroup group = Objects.requireNonNull(store.group("/g"));
    int number = 0;
    while (number < EVENTS) {
      String name = List.of("shop/cart-1/app", "host/1", "x").get(random.nextInt(3));
      store.createStream(group, name, 1);
      LogStream stream = Objects.requireNonNull(group.stream(name));
      EventBuffer buffer = new EventBuffer();
      long millis = 1_700_000_000_000L + random.nextInt(2_000);
      for (int i = random.nextInt(60); i >= 0; i--) {
        char[] chars = event(number++).toCharArray();
        buffer.add(millis, chars, 0, chars.length);
        buffer.timeLast(millis);
        millis += random.nextInt(3);
      }
      store.append(stream, buffer.pack(0, buffer.count()), 1);
    }
  }

  private List<EventPosition> bruteForce(Query query, TimeRange range) {
    List<EventPosition> found = new ArrayList<>();
    EventReader reader = new EventReader();
    for (AcceptedBlock block = store.arrivals().after(0);
        block != null;
        block = store.arrivals().after(block.arrival())) {
      PackedEvents events = block.load();
      StreamId stream = block.stream().id();
      for (int i = 0; i < events.count(); i++) {
        long millis = events.timestampMillis(i);
        if (millis >= range.startMillis()
            && millis < range.endMillis()
            && Matcher.matches(
                query, reader.read(stream.group(), stream.stream(), events.message(i)), millis)) {
          found.add(new EventPosition(millis, block.arrival(), i));
        }
      }
    }
    found.sort(Comparator.reverseOrder());
    return found;
  }

  private String query(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return TERMS[random.nextInt(TERMS.length)];
    }
    String left = query(depth - 1);
    String right = query(depth - 1);
    return switch (random.nextInt(4)) {
      case 0 -> "(" + left + " OR " + right + ")";
      case 1 -> "NOT (" + left + ")";
      default -> left + " " + right;
    };
  }

  @Test
  void findsWhatALookAtEveryEventFinds() throws Exception {
    fill();
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> index.indexedArrival() == store.arrivals().last());
    Searches searches = index.searches();
    List<String> queries = new ArrayList<>(List.of(TERMS));
    for (int i = 0; i < 80; i++) {
      queries.add(query(3));
    }
    int foundSome = 0;
    for (String text : queries) {
      Query query = QueryParser.parse(text);
      TimeRange range =
          random.nextInt(3) == 0
              ? new TimeRange(1_700_000_000_500L, 1_700_000_001_500L)
              : TimeRange.ALL;
      List<EventPosition> expected = bruteForce(query, range);
      Searches.Events found = searches.events(query, range, EVENTS + 100, null);
      assertThat(found.newest()).as(text).isEqualTo(expected);
      assertThat(found.total()).as(text).isEqualTo(expected.size());
      assertThat(found.exact()).as(text).isTrue();
      Searches.Histogram histogram = searches.histogram(query, range, Label.LEVEL, 60);
      long counted = histogram.counts().stream().flatMapToLong(java.util.Arrays::stream).sum();
      assertThat(counted).as(text).isEqualTo(expected.size());
      Searches.Facet groups =
          searches.facets(query, range, List.of(Label.GROUP), 5).facets().get(0);
      assertThat(groups.values().stream().mapToLong(Searches.Count::events).sum())
          .as(text)
          .isEqualTo(expected.size());
      foundSome += expected.isEmpty() ? 0 : 1;
    }
    // The test would prove little if hardly anything were found.
    assertThat(foundSome).isGreaterThan(queries.size() * 6 / 10);
  }
}
