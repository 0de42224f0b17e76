package io.ringtail.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.api.ApiClient.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TailTest {
  private Console console;
  private ApiClient api;
  private long now;

  @BeforeEach
  void start() throws Exception {
    console =
        Console.start(
            ConsoleOptions.builder().index(true).maxMemoryBytes(16L * 1024 * 1024).build());
    api = new ApiClient(console);
    now = System.currentTimeMillis() - 60_000;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  /** What a browser's EventSource does. */
  private final class Client implements AutoCloseable {
    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<String> skipped = new CopyOnWriteArrayList<>();
    volatile String lastId = "";
    private final InputStream in;

    Client(String query, String lastEventId) throws Exception {
      HttpRequest.Builder request = HttpRequest.newBuilder(api.uri("/api/tail" + query));
      if (!lastEventId.isEmpty()) {
        request.header("Last-Event-ID", lastEventId);
      }
      in = api.http().send(request.build(), BodyHandlers.ofInputStream()).body();
      Thread reader = new Thread(this::read, "tail-reader");
      reader.setDaemon(true);
      reader.start();
      Awaitility.await().until(() -> !lastId.isEmpty());
    }

    private void read() {
      String id = "";
      String event = "";
      String data = "";
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("id: ")) {
            id = line.substring(4);
          } else if (line.startsWith("event: ")) {
            event = line.substring(7);
          } else if (line.startsWith("data: ")) {
            data = line.substring(6);
          } else if (line.isEmpty()) {
            take(event, data);
            lastId = id;
            event = "";
            data = "";
          }
        }
      } catch (IOException closed) {
        // By the test, or by the console.
      }
    }

    private void take(String event, String data) {
      try {
        if (event.equals("events")) {
          ApiClient.objects(io.ringtail.console.json.JsonTree.read(data))
              .forEach(each -> messages.add((String) each.get("message")));
        } else if (event.equals("skipped")) {
          skipped.add(data);
        }
      } catch (io.ringtail.console.json.MalformedJsonException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }

    void await(int count) {
      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(messages).hasSize(count));
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private void put(String stream, int from, int to) throws Exception {
    List<Event> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      events.add(new Event(now + i / 100, "{\"message\":\"event " + i + "\",\"n\":" + i + "}"));
    }
    api.put("/g", stream, events);
  }

  private static List<String> named(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "event " + i).toList();
  }

  @Test
  void sendsWhatComesAndNothingElse() throws Exception {
    put("a", 0, 10);
    try (Client all = new Client("", "");
        Client some = new Client("?q=" + ApiClient.encoded("n>=15 n<18"), "")) {
      put("a", 10, 20);
      all.await(10);
      some.await(3);
      assertThat(all.messages).isEqualTo(named(10, 20));
      assertThat(some.messages).isEqualTo(named(15, 18));
    }
  }

  @Test
  void resumesWhereItWasWithoutLossOrRepetition() throws Exception {
    put("a", 0, 1);
    List<String> seen = new ArrayList<>();
    String place;
    try (Client first = new Client("", "")) {
      put("a", 1, 500);
      first.await(499);
      seen.addAll(first.messages);
      place = first.lastId;
    }
    for (int i = 500; i < 8_000; i += 500) {
      put("a", i, i + 500);
    }
    try (Client second = new Client("", place)) {
      second.await(7_500);
      put("a", 8_000, 8_100);
      second.await(7_600);
      seen.addAll(second.messages);
      assertThat(second.skipped).isEmpty();
    }
    assertThat(seen).isEqualTo(named(1, 8_100));
  }

  @Test
  void goesOnBehindASearch() throws Exception {
    put("a", 0, 100);
    api.awaitSearchable(100);
    String place = (String) api.search("").get("tail");
    put("a", 100, 200);
    try (Client client = new Client("?after=" + place, "")) {
      client.await(100);
      assertThat(client.messages).isEqualTo(named(100, 200));
    }
  }

  @Test
  void tellsHowManyEventsWereGoneBeforeItCouldSendThem() throws Exception {
    put("a", 0, 1);
    String place;
    try (Client first = new Client("", "")) {
      put("a", 1, 2);
      first.await(1);
      place = first.lastId;
    }
    String filler = "x".repeat(200_000);
    int fillers = 120;
    for (int i = 0; i < fillers; i++) {
      api.put("/g", "b", new Event(now, filler));
    }
    put("a", 2, 3);
    try (Client second = new Client("", place)) {
      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() -> second.messages.contains("event 2"));
      assertThat(second.skipped).hasSize(1);
      long skipped =
          (long) Objects.requireNonNull(ApiClient.object(second.skipped.get(0)).get("events"));
      assertThat(skipped + second.messages.size()).isEqualTo(fillers + 1);
      assertThat(skipped).isPositive();
    }
  }

  @Test
  void goesOnAfterTheConsoleWasStartedAgain() throws Exception {
    put("a", 0, 100);
    put("a", 100, 200);
    String place;
    try (Client first = new Client("", "")) {
      put("a", 200, 201);
      first.await(1);
      place = first.lastId;
    }
    console.close();
    start();
    put("a", 300, 302);
    try (Client second = new Client("", place)) {
      second.await(2);
      put("a", 302, 400);
      second.await(100);
      assertThat(second.messages).isEqualTo(named(300, 400));
      assertThat(second.skipped).hasSize(1);
    }
  }

  // The new console has blocks of the same numbers.
  @Test
  void goesOnFromTheOldestWhereItsPlaceIsOfAnEarlierConsole() throws Exception {
    String place;
    try (Client first = new Client("", "")) {
      put("a", 0, 1);
      first.await(1);
      place = first.lastId;
    }
    console.close();
    start();
    put("a", 300, 301);
    put("a", 301, 302);
    try (Client second = new Client("", place)) {
      second.await(2);
      assertThat(second.messages).isEqualTo(named(300, 302));
    }
  }

  @Test
  void resumesBehindEventsThatWereSkipped() throws Exception {
    put("a", 0, 1);
    String place;
    try (Client first = new Client("", "")) {
      put("a", 1, 2);
      first.await(1);
      place = first.lastId;
    }
    String filler = "x".repeat(200_000);
    for (int i = 0; i < 120; i++) {
      api.put("/g", "b", new Event(now, filler));
    }
    String behindSkipped;
    // What it asks for never comes: its last id is that of what was skipped.
    try (Client second = new Client("?q=" + ApiClient.encoded("nothing-like-it"), place)) {
      Awaitility.await().until(() -> !second.skipped.isEmpty());
      behindSkipped = second.lastId;
    }
    put("a", 2, 3);
    try (Client third = new Client("?q=event", behindSkipped)) {
      third.await(1);
    }
  }

  @Test
  void servesSeveralClientsAtOnce() throws Exception {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clients.add(new Client("", ""));
    }
    for (int i = 0; i < 10_000; i += 1_000) {
      put("a", i, i + 1_000);
    }
    for (Client client : clients) {
      client.await(10_000);
      assertThat(client.messages).isEqualTo(named(0, 10_000));
      client.close();
    }
  }
}
