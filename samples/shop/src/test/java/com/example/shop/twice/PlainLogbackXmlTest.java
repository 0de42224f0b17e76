package com.example.shop.twice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.fault.Fault;
import io.ringtail.console.fault.FaultKind;
import io.ringtail.console.store.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With a plain `logback.xml` Logback configures itself at the first logger; Boot then stops and
 * resets the context and reads the same file again.
 */
class PlainLogbackXmlTest {
  private static final String GROUP = "/test/twice";
  private static final String STREAM = "stream";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"exit", "return"})
  void deliversEachEventOnce(String way) throws Exception {
    try (Console console = Console.start(ConsoleOptions.defaults())) {
      Child child = new Child(folder);
      List<String> stdout = child.run(console.endpoint(), ringtail(), way, "alone");

      List<JsonNode> arrived = arrived(console);
      List<String> messages = messages(arrived);
      assertThat(messages).isEqualTo(Files.readAllLines(child.witness()));
      for (String when : List.of("before", "during", "after", "late")) {
        assertThat(messages)
            .filteredOn(message -> message.startsWith(when + " "))
            .isEqualTo(said(when));
      }
      assertNumbered(arrived);
      assertAccounted(stdout, arrived.size());
    }
  }

  @Test
  void losesNothingThatReachedItWhileBootResets() throws Exception {
    try (Console console = Console.start(ConsoleOptions.defaults())) {
      List<String> stdout = new Child(folder).run(console.endpoint(), ringtail(), "exit", "busy");

      List<JsonNode> arrived = arrived(console);
      assertThat(messages(arrived)).doesNotHaveDuplicates();
      assertThat(numbersOf("meanwhile", messages(arrived))).isSorted().hasSizeGreaterThan(1_000);
      assertNumbered(arrived);
      assertAccounted(stdout, arrived.size());
    }
  }

  @Test
  void doesNotKeepBootWaitingForADestinationThatHangs() throws Exception {
    try (Console console = Console.start(ConsoleOptions.defaults())) {
      console.faults().inject(Fault.of(FaultKind.HANG));
      Map<String, String> ringtail = ringtail();
      ringtail.put("RINGTAIL_SHUTDOWN_MS", "25000");

      List<String> stdout = new Child(folder).run(console.endpoint(), ringtail, "halt", "alone");

      assertThat(Long.parseLong(after(TwiceConfigured.START_MARK, stdout).get(0)))
          .isLessThan(15_000);
    }
  }

  private static Map<String, String> ringtail() {
    Map<String, String> options = new HashMap<>();
    options.put("RINGTAIL_LOG_GROUP", GROUP);
    options.put("RINGTAIL_LOG_STREAM", STREAM);
    options.put("RINGTAIL_OVERFLOW", "block");
    return options;
  }

  /** In the order of their numbers. */
  private static List<JsonNode> arrived(Console console) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (StoredEvent event : console.events(GROUP, STREAM)) {
      events.add(JSON.readTree(event.message()));
    }
    events.sort(Comparator.comparingLong(event -> event.path("seq").asLong()));
    return events;
  }

  private static List<String> messages(List<JsonNode> events) {
    return events.stream().map(event -> event.path("message").asText()).toList();
  }

  private static List<String> said(String when) {
    return LongStream.rangeClosed(1, TwiceConfigured.EVENTS_EACH)
        .mapToObj(i -> when + " " + i)
        .toList();
  }

  private static List<Long> numbersOf(String when, List<String> messages) {
    return after(when + " ", messages).stream().map(Long::valueOf).toList();
  }

  private static void assertNumbered(List<JsonNode> arrived) {
    assertThat(arrived.stream().mapToLong(event -> event.path("seq").asLong()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, arrived.size()).boxed().toList());
  }

  private static void assertAccounted(List<String> stdout, long arrived) {
    long[] sum = new long[4];
    for (String accounts : after(TwiceConfigured.ACCOUNTS_MARK, stdout)) {
      long[] numbers = Arrays.stream(accounts.split(" ", -1)).mapToLong(Long::parseLong).toArray();
      Arrays.setAll(sum, i -> sum[i] + numbers[i]);
    }
    assertThat(sum)
        .as("captured, delivered, given up, held")
        .containsExactly(arrived, arrived, 0, 0);
  }

  private static List<String> after(String mark, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .toList();
  }
}
