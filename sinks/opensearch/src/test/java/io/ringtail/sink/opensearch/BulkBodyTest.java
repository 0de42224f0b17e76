package io.ringtail.sink.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.aws.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class BulkBodyTest {
  private static final String TIME = "\"@timestamp\":\"2026-11-20T22:00:00.00";

  @Test
  void saysWhatToDoWithEachRecord() throws Exception {
    RecordBatch batch = Batches.of("logs", "{\"seq\":1}", "{}");

    assertThat(text(batch, "logs", Action.INDEX, true))
        .isEqualTo(
            "{\"index\":{\"_id\":\"AAAAAAAAAAcAAAAAAAAAAA\"}}\n{"
                + TIME
                + "0Z\",\"seq\":1}\n{\"index\":{\"_id\":\"AAAAAAAAAAcAAAAAAAAAAQ\"}}\n{"
                + TIME
                + "1Z\"}\n");
    assertThat(text(batch, "logs", Action.CREATE, false))
        .startsWith("{\"create\":{}}\n{" + TIME + "0Z\",\"seq\":1}\n{\"create\":{}}\n");
  }

  @Test
  void aTimestampOfTheRecordsOwnStays() throws Exception {
    String first = "{\"@timestamp\":\"2026-01-01\",\"a\":1}";
    String later = "{\"a\":{\"@timestamp\":1},\"@timestamp\":\"2026-01-01\"}";
    String inside = "{\"a\":{\"@timestamp\":\"2026-01-01\"}}";

    String text = text(Batches.of("logs", first, later, inside), "logs", Action.CREATE, false);

    assertThat(text.split("\n", -1))
        .containsExactly(
            "{\"create\":{}}",
            first,
            "{\"create\":{}}",
            later,
            "{\"create\":{}}",
            "{" + TIME + "2Z\"," + inside.substring(1),
            "");
  }

  @Test
  void anotherDaysIndexIsNamed() throws Exception {
    long midnight = 1_795_219_200_000L;
    RecordBatch batch = new Batches("logs", 1).add("{}", midnight - 1).add("{}", midnight).seal();

    assertThat(text(batch, "logs-{yyyy.MM.dd}", Action.INDEX, true).split("\n", -1)[2])
        .isEqualTo(
            "{\"index\":{\"_index\":\"logs-2026.11.21\",\"_id\":\"AAAAAAAAAAEAAAAAAAAAAQ\"}}");
    assertThat(text(batch, "logs-{yyyy.MM.dd}", Action.INDEX, false).split("\n", -1)[2])
        .isEqualTo("{\"index\":{\"_index\":\"logs-2026.11.21\"}}");
  }

  @Test
  void gzipIsTheSameSmaller() throws Exception {
    BulkBody plain = body(Batches.numbered("logs", 5_000), "logs", Action.INDEX, true);

    GzipBody compressed = new GzipBody(plain);

    assertThat(compressed.length()).isLessThan(plain.length() / 5);
    try (InputStream in = new GZIPInputStream(compressed.newStream())) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(read(plain));
    }
  }

  private static BulkBody body(RecordBatch batch, String index, Action action, boolean ids) {
    return new BulkBody(
        batch, 0, batch.size(), new IndexName(index, (weight, key, text) -> {}), action, ids);
  }

  /** And the length is what it says, and so is a second reading. */
  private static String text(RecordBatch batch, String index, Action action, boolean ids)
      throws IOException {
    BulkBody body = body(batch, index, action, ids);
    String text = read(body);
    assertThat(text.getBytes(UTF_8)).hasSize(body.length());
    assertThat(read(body)).isEqualTo(text);
    return text;
  }

  private static String read(RequestBody body) throws IOException {
    try (InputStream in = body.newStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
