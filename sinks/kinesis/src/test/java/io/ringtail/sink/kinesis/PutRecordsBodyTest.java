package io.ringtail.sink.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.aws.DataBody;
import io.ringtail.sink.aws.Entries;
import io.ringtail.testing.TestBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PutRecordsBodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PartitionKeys KEY = PartitionKeys.same("a \"key\" \\ of \u00e4\ud83d\ude00");

  @Property(tries = 200)
  void aBodyIsWhatTheServiceReads(
      @ForAll @Size(min = 1, max = 30) List<byte[]> records,
      @ForAll @IntRange(min = 1, max = 100) int pieceBytes)
      throws IOException {
    RecordBatch batch =
        TestBatch.of(KinesisLimits.BATCH, TestSink.DESTINATION, records.toArray(byte[][]::new));
    DataBody body =
        new DataBody("StreamName", "logs", new SingleRecords(batch, 0, batch.size(), KEY));

    JsonNode read = JSON.readTree(inPieces(body, pieceBytes));
    assertThat(read.path("StreamName").asText()).isEqualTo("logs");
    assertThat(read.size()).isEqualTo(2);
    List<byte[]> data = new ArrayList<>();
    for (JsonNode entry : read.path("Records")) {
      assertThat(entry.size()).isEqualTo(2);
      assertThat(entry.path("PartitionKey").asText())
          .isEqualTo("a \"key\" \\ of \u00e4\ud83d\ude00");
      data.add(entry.path("Data").binaryValue());
    }
    assertThat(data).containsExactlyElementsOf(records);
    assertThat(body.newStream().readAllBytes()).hasSize(body.length());
  }

  @Test
  void spreadKeysDifferFromRecordToRecordAndStayTheSameWithinASend() throws IOException {
    RecordBatch batch = TestSink.numbered(500);
    DataBody body =
        new DataBody("StreamName", "s", new SingleRecords(batch, 0, 500, PartitionKeys.spread(7)));

    byte[] first = body.newStream().readAllBytes();
    assertThat(body.newStream().readAllBytes()).isEqualTo(first);
    Set<String> keys = new HashSet<>(JSON.readTree(first).findValuesAsText("PartitionKey"));
    assertThat(keys).hasSizeGreaterThan(495).allMatch(key -> key.matches("[0-9a-f]{8}"));
  }

  @Test
  void aggregatesAreReadInPiecesOfAnySize() throws IOException {
    Random random = new Random(17);
    String[] records = new String[200];
    for (int i = 0; i < records.length; i++) {
      records[i] = "x".repeat(1 + random.nextInt(3_000));
    }
    RecordBatch batch = TestSink.batch(records);
    Entries entries = Aggregates.of(batch, 0, batch.size(), PartitionKeys.spread(7));
    DataBody body = new DataBody("StreamName", "s", entries);

    byte[] whole = body.newStream().readAllBytes();
    assertThat(whole).hasSize(body.length());
    for (int pieceBytes : new int[] {1, 7, 4096, 1 << 20}) {
      assertThat(inPieces(body, pieceBytes)).isEqualTo(whole);
    }
    assertThat(JSON.readTree(whole).path("Records")).hasSize(entries.count());
  }

  @Test
  void theLargestRecordIsOneMebibyteWithItsKey() {
    byte[] record = "x".repeat(KinesisLimits.BATCH.maxRecordBytes()).getBytes(UTF_8);
    String key = "k".repeat(KinesisLimits.MAX_KEY_BYTES);

    assertThat(record.length + key.length()).isEqualTo(1_048_576);
    RecordBatch batch = TestBatch.of(KinesisLimits.BATCH, TestSink.DESTINATION, record);
    assertThat(Aggregates.of(batch, 0, 1, PartitionKeys.same(key)).cursor())
        .satisfies(
            cursor -> {
              assertThat(cursor.nextEntry()).isTrue();
              assertThat(cursor.dataBytes()).isEqualTo(record.length);
            });
  }

  private static byte[] inPieces(DataBody body, int pieceBytes) throws IOException {
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
