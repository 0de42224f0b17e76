package io.ringtail.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.api.ApiClient.Event;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestartTest {
  @TempDir private Path directory = Path.of("");

  private final long now = System.currentTimeMillis() - 60_000;

  private Console start() throws Exception {
    return Console.start(ConsoleOptions.builder().dataDir(directory).index(true).build());
  }

  private List<Event> events(int from, int to) {
    List<Event> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      events.add(
          new Event(
              now + i,
              "{\"level\":\""
                  + (i % 10 == 0 ? "ERROR" : "INFO")
                  + "\",\"logger\":\"com.example.Logger"
                  + i % 3
                  + "\",\"message\":\"order "
                  + i
                  + "\",\"kv\":{\"n\":"
                  + i
                  + "},\"kubernetes\":{\"namespace_name\":\"shop\"}}"));
    }
    return events;
  }

  private void assertFindsAll(ApiClient api, int count) throws Exception {
    api.awaitSearchable(count);
    assertThat(api.search("level:error")).containsEntry("total", (count + 9L) / 10);
    assertThat(api.search("n<10")).containsEntry("total", 10L);
    assertThat(api.messages("n:7")).containsExactly("order 7");
    assertThat(api.search("\"example logger1\"")).containsEntry("total", (count + 1L) / 3);
    assertThat(api.search("namespace:shop")).containsEntry("total", (long) count);
    Map<String, Object> facets = api.json("/api/facets?fields=level,namespace");
    assertThat(ApiClient.objects(facets.get("facets")).get(0))
        .containsEntry(
            "values",
            List.of(
                Map.of("value", "INFO", "count", count - (count + 9L) / 10),
                Map.of("value", "ERROR", "count", (count + 9L) / 10)));
  }

  private void fill(int from, int to) throws Exception {
    try (Console console = start()) {
      ApiClient api = new ApiClient(console);
      api.put("/g", "s", events(from, to));
      api.awaitSearchable(to);
    }
  }

  private List<Path> indexFiles(String suffix) throws Exception {
    try (Stream<Path> all = Files.walk(directory.resolve("index"))) {
      return all.filter(path -> path.toString().endsWith(suffix))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  @Test
  void goesOnWithTheIndexThatWasThere() throws Exception {
    fill(0, 200);
    List<Path> before = indexFiles(".tim");
    assertThat(before).isNotEmpty();
    try (Console console = start()) {
      ApiClient api = new ApiClient(console);
      assertFindsAll(api, 200);
      assertThat(indexFiles(".tim")).isEqualTo(before);
      api.put("/g", "s", events(200, 300));
      assertFindsAll(api, 300);
    }
    try (Console console = start()) {
      assertFindsAll(new ApiClient(console), 300);
    }
  }

  @Test
  void aLiveTailGoesOnWhereItWas() throws Exception {
    String place;
    fill(0, 100);
    try (Console console = start()) {
      ApiClient api = new ApiClient(console);
      api.awaitSearchable(100);
      place = (String) api.search("").get("tail");
    }
    try (Console console = start()) {
      ApiClient api = new ApiClient(console);
      api.put("/g", "s", events(100, 101));
      HttpRequest request =
          HttpRequest.newBuilder(api.uri("/api/tail")).header("Last-Event-ID", place).build();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  api.http().send(request, BodyHandlers.ofInputStream()).body(),
                  StandardCharsets.UTF_8))) {
        String line = lines.readLine();
        while (!line.startsWith("data: ")) {
          assertThat(line).isNotEqualTo("event: skipped");
          line = lines.readLine();
        }
        assertThat(line).contains("order 100").doesNotContain("order 99");
      }
    }
  }

  @Test
  void indexesWhatIsMissing() throws Exception {
    fill(0, 100);
    try (Console console = Console.start(ConsoleOptions.builder().dataDir(directory).build())) {
      new ApiClient(console).put("/g", "s", events(100, 200));
    }
    try (Console console = start()) {
      assertFindsAll(new ApiClient(console), 200);
    }
  }

  @Test
  void isCompleteAfterAKill(@TempDir Path killed) throws Exception {
    fill(0, 100);
    try (Console console = start()) {
      ApiClient api = new ApiClient(console);
      api.put("/g", "s", events(100, 200));
      api.awaitSearchable(200);
      // What a kill would leave: the files as they are at this moment.
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path each : all.sorted().toList()) {
          Path copy = killed.resolve(directory.relativize(each).toString());
          if (Files.isDirectory(each)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(each, copy);
          }
        }
      }
    }
    try (Console console =
        Console.start(ConsoleOptions.builder().dataDir(killed).index(true).build())) {
      assertFindsAll(new ApiClient(console), 200);
    }
  }

  @Test
  void makesADamagedIndexAgain() throws Exception {
    fill(0, 200);
    for (String suffix : List.of(".tim", ".dvd", "segments_", "keywords")) {
      Path damaged =
          suffix.equals("segments_")
              ? indexFiles("").stream()
                  .filter(path -> path.getFileName().toString().startsWith(suffix))
                  .findFirst()
                  .orElseThrow()
              : indexFiles(suffix).get(0);
      try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
        file.seek(file.length() / 2);
        int old = file.read();
        file.seek(file.length() / 2);
        file.write(old ^ 0x55);
      }
      try (Console console = start()) {
        assertFindsAll(new ApiClient(console), 200);
      }
    }
  }

  @Test
  void doesNotTakeTheIndexOfOtherEvents() throws Exception {
    fill(0, 200);
    // The events are replaced behind its back by as many blocks of others.
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    try (Console console = Console.start(ConsoleOptions.builder().dataDir(directory).build())) {
      new ApiClient(console).put("/g", "s", events(0, 100));
    }
    try (Console console = start()) {
      assertFindsAll(new ApiClient(console), 100);
    }
  }

  @Test
  void isEmptyAfterAReset() throws Exception {
    fill(0, 100);
    try (Console console = start()) {
      ApiClient api = new ApiClient(console);
      api.awaitSearchable(100);
      console.clear();
      api.awaitSearchable(0);
      api.put("/g", "s", events(0, 50));
      assertFindsAll(api, 50);
    }
    try (Console console = start()) {
      assertFindsAll(new ApiClient(console), 50);
    }
  }
}
