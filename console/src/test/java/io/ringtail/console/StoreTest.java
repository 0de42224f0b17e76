package io.ringtail.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.console.store.StoredEvent;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

final class StoreTest {
  private static final int MIB = 1024 * 1024;

  private final Path directory;
  private final MovableClock clock = new MovableClock();

  StoreTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Console start(int port) throws IOException {
    return Console.start(
        ConsoleOptions.builder()
            .port(port)
            .clock(clock)
            .dataDir(directory)
            .maxDiskBytes(16 * MIB)
            .build());
  }

  private static List<String> messages(Console console) {
    return console.events(Sdk.GROUP, Sdk.STREAM).stream().map(StoredEvent::message).toList();
  }

  private void putNumbered(CloudWatchLogsClient client, int from, int to, String padding) {
    for (int i = from; i < to; i++) {
      Sdk.put(client, Sdk.event(clock.millis() + i, i + padding));
    }
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".events")).sorted().toList();
    }
  }

  @Test
  void memoryGivesUpTheOldestEventsAndCountsThem() throws Exception {
    try (Console console =
            Console.start(ConsoleOptions.builder().clock(clock).maxMemoryBytes(2 * MIB).build());
        CloudWatchLogsClient client = Sdk.client(console.endpoint())) {
      Sdk.createStream(client);
      putNumbered(client, 0, 30, "-" + "x".repeat(100_000));

      List<String> kept = messages(console);
      assertThat(kept).hasSizeBetween(15, 20);
      assertThat(kept.get(kept.size() - 1)).startsWith("29-");
      assertThat(kept.get(0)).startsWith((30 - kept.size()) + "-");
      assertThat(console.stats().store().evictedEvents()).isEqualTo(30 - kept.size());
      assertThat(console.stats().store().heldEvents()).isEqualTo(kept.size());
      assertThat(console.stats().store().heldBytes()).isLessThanOrEqualTo(2 * MIB);
    }
  }

  @Test
  void filesSurviveARestartOnTheSamePort() throws Exception {
    int port;
    List<StoredEvent> before;
    try (Console console = start(0);
        CloudWatchLogsClient client = Sdk.client(console.endpoint())) {
      port = console.port();
      Sdk.createStream(client);
      client.putRetentionPolicy(r -> r.logGroupName(Sdk.GROUP).retentionInDays(5));
      client.createLogStream(r -> r.logGroupName(Sdk.GROUP).logStreamName("empty"));
      putNumbered(client, 0, 5, "é");
      before = console.events(Sdk.GROUP, Sdk.STREAM);
    }
    try (Console console = start(port);
        CloudWatchLogsClient client = Sdk.client(console.endpoint())) {
      assertThat(console.events(Sdk.GROUP, Sdk.STREAM)).isEqualTo(before).hasSize(5);
      assertThat(client.describeLogGroups().logGroups().get(0).retentionInDays()).isEqualTo(5);
      assertThat(client.describeLogStreams(r -> r.logGroupName(Sdk.GROUP)).logStreams()).hasSize(2);
      putNumbered(client, 5, 7, "é");
      assertThat(messages(console)).hasSize(7).doesNotHaveDuplicates();
    }
  }

  @Test
  void aTornTailCostsOnlyWhatWasTorn() throws Exception {
    try (Console console = start(0);
        CloudWatchLogsClient client = Sdk.client(console.endpoint())) {
      Sdk.createStream(client);
      putNumbered(client, 0, 3, "");
    }
    Path segment = segments().get(0);
    byte[] whole = Files.readAllBytes(segment);
    int frame = (whole.length - 8) / 3;
    for (int cut : new int[] {1, 5, frame / 2, frame - 1}) {
      Files.write(segment, Arrays.copyOf(whole, whole.length - cut));
      try (Console console = start(0)) {
        assertThat(messages(console)).as("cut by %d", cut).containsExactly("0", "1");
      }
    }
    byte[] flipped = whole.clone();
    flipped[whole.length - 1] ^= 1;
    Files.write(segment, flipped);
    Files.write(directory.resolve("catalog"), new byte[] {0, 0, 0, 9}, StandardOpenOption.APPEND);
    try (Console console = start(0);
        CloudWatchLogsClient client = Sdk.client(console.endpoint())) {
      assertThat(messages(console)).containsExactly("0", "1");
      putNumbered(client, 3, 4, "");
    }
    try (Console console = start(0)) {
      assertThat(messages(console)).containsExactly("0", "1", "3");
    }
  }

  @Test
  void filesStayWithinTheirBound() throws Exception {
    try (Console console = start(0);
        CloudWatchLogsClient client = Sdk.client(console.endpoint())) {
      Sdk.createStream(client);
      putNumbered(client, 0, 25, "-" + "x".repeat(1_000_000));

      long bytes = 0;
      for (Path segment : segments()) {
        bytes += Files.size(segment);
      }
      assertThat(bytes).isLessThanOrEqualTo(16 * MIB).isGreaterThan(10 * MIB);
      assertThat(bytes).isEqualTo(console.stats().store().heldBytes());
      assertThat(messages(console).get(messages(console).size() - 1)).startsWith("24-");
      assertThat(console.stats().store().evictedEvents() + console.stats().store().heldEvents())
          .isEqualTo(25);

      console.clear();
      assertThat(segments()).hasSize(1);
      assertThat(client.describeLogGroups().logGroups()).isEmpty();
    }
    try (Console console = start(0)) {
      assertThat(console.stats().store().heldEvents()).isZero();
    }
  }

  @Test
  void oneDirectoryAndOnePortBelongToOneConsole() throws Exception {
    try (Console console = start(0)) {
      assertThatThrownBy(() -> start(0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
      assertThatThrownBy(() -> Console.start(ConsoleOptions.builder().port(console.port()).build()))
          .isInstanceOf(BindException.class);
    }
  }

  @Test
  void refusesForeignSegmentFiles() throws Exception {
    Files.writeString(directory.resolve("000000000001.events"), "something else");

    assertThatThrownBy(() -> start(0)).hasMessageContaining("not a segment file");
  }

  @Test
  void severalWritersIntoOneStreamLoseNothing() throws Exception {
    try (Console console = Console.start(ConsoleOptions.builder().clock(clock).build());
        CloudWatchLogsClient client = Sdk.client(console.endpoint())) {
      Sdk.createStream(client);
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (int w = 0; w < 4; w++) {
        int writer = w;
        writers.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int batch = 0; batch < 25; batch++) {
                    long t = clock.millis() + batch * 3L;
                    int b = batch;
                    Sdk.put(
                        client,
                        IntStream.range(0, 20)
                            .mapToObj(i -> Sdk.event(t + i, writer + "/" + b + "/" + i))
                            .toList());
                  }
                }));
      }
      CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();

      List<StoredEvent> events = console.events(Sdk.GROUP, Sdk.STREAM);
      assertThat(events)
          .hasSize(4 * 25 * 20)
          .isSortedAccordingTo(
              Comparator.comparingLong(StoredEvent::timestampMillis)
                  .thenComparing(StoredEvent::eventId));
      assertThat(events).extracting(StoredEvent::message).doesNotHaveDuplicates();
      assertThat(console.stats().acceptedEvents()).isEqualTo(4 * 25 * 20);
    }
  }
}
