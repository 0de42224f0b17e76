package io.ringtail.bench.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.store.StoredEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class RequestProgramTest {
  private final StringWriter out = new StringWriter();

  @Test
  void bringsTheSameRecordsByBothWays() throws IOException {
    try (Console console = Console.start(ConsoleOptions.defaults())) {
      String uri = console.endpoint().toString();
      int code =
          new CommandLine(new RequestProgram())
              .setOut(new PrintWriter(out, true))
              .execute("--rounds", "1", "--warm-up", "0", "--batches", "1", "--endpoint", uri);

      assertThat(code).as(out.toString()).isZero();
      List<String> bySink = messages(console, "sink");
      List<String> byClient = messages(console, "client");
      int perBatch = byClient.size() / 2;
      assertThat(perBatch).isBetween(1_000, 10_000);
      // The sink has sent one batch more, to create the group.
      assertThat(bySink.subList(perBatch, bySink.size()))
          .containsExactlyInAnyOrderElementsOf(byClient);
      for (String message : byClient) {
        assertIsJson(message);
      }
    }
    assertThat(out.toString()).contains("events per CPU-second", "bytes allocated per batch");
  }

  private static List<String> messages(Console console, String stream) {
    return console.events(RequestPath.GROUP, stream).stream().map(StoredEvent::message).toList();
  }

  private static void assertIsJson(String message) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(message)) {
      while (json.nextToken() != null) {
        // To the end.
      }
    }
  }
}
