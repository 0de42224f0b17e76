package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LogNames NAMES = new LogNames("/a/b", "pod/\"quoted\"\\ä");

  private final RequestBody body = new RequestBody();

  @Test
  void aBodyHoldsNamesTimesAndMessagesInOrder() throws IOException {
    RecordBatch batch = Batches.of("{\"a\":\"b\\n\"}", "\u00e4\ud83d\ude00", "x");
    Requests.putLogEvents(body, NAMES, batch, 0, 3);

    JsonNode read = read();
    assertThat(read.path("logGroupName").asText()).isEqualTo("/a/b");
    assertThat(read.path("logStreamName").asText()).isEqualTo(NAMES.stream());
    assertThat(read.path("logEvents").findValuesAsText("message"))
        .containsExactly("{\"a\":\"b\\n\"}", "\u00e4\ud83d\ude00", "x");
    assertThat(read.path("logEvents").get(1).path("timestamp").asLong())
        .isEqualTo(batch.timeMillis(1));
  }

  @Test
  void aPartOfABatchCanBeSent() throws IOException {
    Requests.putLogEvents(body, NAMES, Batches.numbered(10), 3, 5);

    assertThat(read().path("logEvents").findValuesAsText("message")).containsExactly("3", "4");
  }

  @Test
  void messagesOfAnyLengthCrossThePieces() throws IOException {
    Random random = new Random(17);
    Batches batches = new Batches(Batches.DESTINATION);
    for (int i = 0; i < 40; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(40_000);
      while (text.length() < length) {
        text.append("ab\"\\\n\u00e4\u0001".charAt(random.nextInt(7)));
      }
      batches.add(text.toString().getBytes(UTF_8), 1_000 + i);
    }
    for (RecordBatch batch : batches.seal()) {
      body.clear();
      Requests.putLogEvents(body, NAMES, batch, 0, batch.size());

      JsonNode events = read().path("logEvents");
      assertThat(events).hasSize(batch.size());
      for (int i = 0; i < batch.size(); i++) {
        assertThat(events.get(i).path("message").asText())
            .isEqualTo(new String(batch.array(), batch.offset(i), batch.length(i), UTF_8));
      }
    }
  }

  @Test
  void theWorstBatchStaysWithinWhatTheFactoryTells() {
    CloudWatchSinkFactory factory = new CloudWatchSinkFactory();
    BatchLimits limits = factory.limits();
    for (int messageBytes : new int[] {1, 70, 1000, limits.maxRecordBytes()}) {
      Batches batches = new Batches(Batches.DESTINATION);
      byte[] message = "\"".repeat(messageBytes).getBytes(UTF_8);
      int count = Math.min(limits.maxRecords(), limits.maxBytes() / (messageBytes + 26));
      for (int i = 0; i < count; i++) {
        batches.add(message, 1_700_000_000_000L + i);
      }
      RecordBatch batch = batches.seal().get(0);
      body.clear();
      Requests.putLogEvents(body, NAMES, batch, 0, batch.size());

      assertThat((long) body.heapBytes()).isLessThanOrEqualTo(factory.sendHeapBytes(limits));
    }
  }

  @Test
  void oneLargeRequestIsNotKeptForEver() {
    byte[] large = new byte[500_000];
    body.escaped(large, 0, large.length);
    int most = body.heapBytes();
    body.clear();
    assertThat(body.heapBytes()).isEqualTo(most);

    for (int i = 0; i < 100; i++) {
      body.raw(new byte[10]);
      body.clear();
    }
    assertThat(body.heapBytes()).isEqualTo(RequestBody.PIECE_BYTES);
  }

  @Test
  void creationsAreWrittenAsTheServiceReadsThem() throws IOException {
    Requests.createLogGroup(body, NAMES);
    assertThat(read()).isEqualTo(JSON.readTree("{\"logGroupName\":\"/a/b\"}"));
    body.clear();
    Requests.createLogStream(body, new LogNames("g", "s"));
    assertThat(read()).isEqualTo(JSON.readTree("{\"logGroupName\":\"g\",\"logStreamName\":\"s\"}"));
    body.clear();
    Requests.putRetentionPolicy(body, new LogNames("g", "s"), 14);
    assertThat(read()).isEqualTo(JSON.readTree("{\"logGroupName\":\"g\",\"retentionInDays\":14}"));
  }

  private JsonNode read() throws IOException {
    byte[] bytes = body.newStream().readAllBytes();
    assertThat(bytes).hasSize(body.length());
    assertThat(List.of(body.newStream().readAllBytes())).containsExactly(bytes);
    return JSON.readTree(bytes);
  }
}
