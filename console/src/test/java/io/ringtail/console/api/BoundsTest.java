package io.ringtail.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.api.ApiClient.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class BoundsTest {
  private final long now = System.currentTimeMillis() - 60_000;

  @Test
  void findsExactlyWhatTheStoreStillHolds() throws Exception {
    try (Console console =
        Console.start(ConsoleOptions.builder().index(true).maxMemoryBytes(2L << 20).build())) {
      ApiClient api = new ApiClient(console);
      int total = 0;
      for (int batch = 0; batch < 120; batch++) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          events.add(
              new Event(now + total / 100, "{\"message\":\"event number " + total++ + "\"}"));
        }
        api.put("/g", "s" + batch % 3, events);
      }
      long held = console.stats().store().heldEvents();
      assertThat(held).isLessThan(total);
      api.awaitSearchable(held);
      assertThat(api.messages("event")).first().isEqualTo("event number " + (total - 1));
      assertThat(api.search("\"event number 0\"")).containsEntry("total", 0L);
      assertThat(api.json("/api/histogram?by=level")).containsEntry("total", held);
      assertThat(api.json("/api/facets?fields=group")).containsEntry("total", held);
      assertThat(api.json("/api/health"))
          .containsEntry("heldEvents", held)
          .containsEntry("evictedEvents", total - held);
    }
  }

  @Test
  void showsTheBeginningOfAMessageOfAMegabyteAndGivesAllOfIt() throws Exception {
    String text = ("word".repeat(40) + " <b>&amp;\u001b[31m ").repeat(5_900);
    String large = text.substring(0, 1_000_000) + " needle";
    try (Console console = Console.start(ConsoleOptions.builder().index(true).build())) {
      ApiClient api = new ApiClient(console);
      api.put("/g", "s", new Event(now, large));
      api.awaitSearchable(1);
      Map<String, Object> found = ApiClient.objects(api.search("needle").get("events")).get(0);
      assertThat((String) found.get("message")).hasSize(4_096).isEqualTo(large.substring(0, 4_096));
      assertThat(found).containsEntry("truncated", true);
      assertThat(api.json("/api/events/" + found.get("id"))).containsEntry("raw", large);
    }
  }

  @Test
  void survivesEventsWithEverNewFields() throws Exception {
    try (Console console = Console.start(ConsoleOptions.builder().index(true).build())) {
      ApiClient api = new ApiClient(console);
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        events.add(new Event(now, "{\"users\":{\"user" + i + "\":" + i + "},\"message\":\"m\"}"));
      }
      events.add(new Event(now, "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}"));
      api.put("/g", "s", events);
      api.awaitSearchable(3_001);
      assertThat(api.search("users.user7:7")).containsEntry("total", 1L);
      assertThat(api.search("users.user2999:2999")).containsEntry("total", 1L);
      assertThat(api.search("users.user2999>2998")).containsEntry("total", 1L);
      assertThat(api.search("2999")).containsEntry("total", 1L);
      assertThat(api.search("users.user2999:*")).containsEntry("total", 1L);
      assertThat(api.search("m")).containsEntry("total", 3_000L);
    }
  }

  @Test
  void startsAgainAfterAReset() throws Exception {
    try (Console console = Console.start(ConsoleOptions.builder().index(true).build())) {
      ApiClient api = new ApiClient(console);
      api.put("/g", "s", new Event(now, "{\"message\":\"before\",\"seq\":1}"));
      api.awaitSearchable(1);
      console.clear();
      api.put("/g", "s", new Event(now, "{\"message\":\"after\",\"seq\":9}"));
      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(api.messages("")).containsExactly("after"));
      assertThat(api.json("/api/health")).containsEntry("missingEvents", 0L);
    }
  }
}
