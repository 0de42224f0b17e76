package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.aws.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LogNames NAMES = new LogNames("/a/b", "pod/\"quoted\"\\ä\ud83d\ude00");

  @Test
  void aBodyHoldsNamesTimesAndMessagesInOrder() throws IOException {
    RecordBatch batch = Batches.of("{\"a\":\"b\\n\"}", "\"\u00e4\ud83d\ude00\"", "", "{}");

    JsonNode read = read(new PutBody(NAMES, batch, 0, 4));
    assertThat(read.path("logGroupName").asText()).isEqualTo("/a/b");
    assertThat(read.path("logStreamName").asText()).isEqualTo(NAMES.stream());
    assertThat(read.path("logEvents").findValuesAsText("message"))
        .containsExactly("{\"a\":\"b\\n\"}", "\"\u00e4\ud83d\ude00\"", "", "{}");
    for (int i = 0; i < 4; i++) {
      assertThat(read.path("logEvents").get(i).path("timestamp").asLong())
          .isEqualTo(batch.timeMillis(i));
    }
  }

  @Test
  void timesOfAnyLengthAndManyOfOneMillisecond() throws IOException {
    long[] times = {-86_400, 0, 7, 7, 999, 1_000, 1_700_000, 1_700_000, 1_700_001};
    Batches batches = new Batches(Batches.DESTINATION);
    for (long time : times) {
      batches.add("{}".getBytes(UTF_8), time);
    }

    JsonNode events = read(new PutBody(NAMES, batches.seal().get(0), 0, 9)).path("logEvents");
    assertThat(events).extracting(event -> event.path("timestamp").asLong()).hasSize(9);
    for (int i = 0; i < times.length; i++) {
      assertThat(events.get(i).path("timestamp").asLong()).isEqualTo(times[i]);
    }
  }

  @Test
  void timesThatNoServiceTakesStayNumbers() throws IOException {
    for (long time : new long[] {Long.MIN_VALUE, 9_999_999_999_999L, Long.MAX_VALUE}) {
      Batches batches = new Batches(Batches.DESTINATION);
      batches.add("{}".getBytes(UTF_8), time);

      JsonNode event = read(new PutBody(NAMES, batches.seal().get(0), 0, 1)).at("/logEvents/0");
      assertThat(event.path("timestamp").isIntegralNumber()).isTrue();
      assertThat(Long.signum(event.path("timestamp").asLong())).isEqualTo(Long.signum(time));
    }
  }

  @Test
  void recordsThatCameLateStandWhereTheirTimeIs() throws IOException {
    Batches batches = new Batches(Batches.DESTINATION);
    for (int i = 0; i < 100; i++) {
      batches.add(Integer.toString(i).getBytes(UTF_8), 5_000 + (i * 37 % 100) / 5);
    }

    JsonNode events = read(new PutBody(NAMES, batches.seal().get(0), 2, 97)).path("logEvents");
    assertThat(events).hasSize(95);
    for (JsonNode event : events) {
      assertThat(event.path("timestamp").asLong())
          .isEqualTo(5_000 + (event.path("message").asInt() * 37 % 100) / 5);
    }
  }

  @Test
  void aPartOfABatchCanBeSent() throws IOException {
    JsonNode read = read(new PutBody(NAMES, Batches.numbered(10), 3, 5));

    assertThat(read.path("logEvents").findValuesAsText("message")).containsExactly("3", "4");
  }

  @Test
  void messagesOfAnyLengthAreReadInPiecesOfAnySize() throws IOException {
    Random random = new Random(17);
    Batches batches = new Batches(Batches.DESTINATION);
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(40_000);
      while (text.length() < length) {
        text.append("ab\"\\\n\u00e4\u0001".charAt(random.nextInt(7)));
      }
      messages.add(JSON.writeValueAsString(text.toString()));
      batches.add(messages.get(i).getBytes(UTF_8), 1_000 + i);
    }
    List<String> sent = new ArrayList<>();
    for (RecordBatch batch : batches.seal()) {
      PutBody body = new PutBody(NAMES, batch, 0, batch.size());
      sent.addAll(read(body).path("logEvents").findValuesAsText("message"));
    }
    assertThat(sent).isEqualTo(messages);
  }

  @Test
  void creationsAreWrittenAsTheServiceReadsThem() throws IOException {
    assertThat(read(SmallBody.createLogGroup(NAMES)))
        .isEqualTo(JSON.readTree("{\"logGroupName\":\"/a/b\"}"));
    assertThat(read(SmallBody.createLogStream(new LogNames("g", "s"))))
        .isEqualTo(JSON.readTree("{\"logGroupName\":\"g\",\"logStreamName\":\"s\"}"));
    assertThat(read(SmallBody.putRetentionPolicy("g", 14)))
        .isEqualTo(JSON.readTree("{\"logGroupName\":\"g\",\"retentionInDays\":14}"));
  }

  private static JsonNode read(RequestBody body) throws IOException {
    byte[] bytes = body.newStream().readAllBytes();
    assertThat(bytes).hasSize(body.length());
    // A second time, and in pieces of other sizes.
    for (int pieceBytes : new int[] {1, 7, 4096, 1 << 20}) {
      assertThat(inPieces(body, pieceBytes)).isEqualTo(bytes);
      ByteArrayOutputStream handed = new ByteArrayOutputStream();
      body.readInto(new byte[pieceBytes], handed::write);
      assertThat(handed.toByteArray()).isEqualTo(bytes);
    }
    return JSON.readTree(bytes);
  }

  private static byte[] inPieces(RequestBody body, int pieceBytes) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[pieceBytes + 2];
    try (InputStream in = body.newStream()) {
      for (int count = in.read(piece, 1, pieceBytes);
          count >= 0;
          count = in.read(piece, 1, pieceBytes)) {
        all.write(piece, 1, count);
      }
    }
    return all.toByteArray();
  }
}
