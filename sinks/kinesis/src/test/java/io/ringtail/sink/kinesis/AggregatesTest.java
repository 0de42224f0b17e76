package io.ringtail.sink.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.aws.DataBody;
import io.ringtail.sink.aws.Entries;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** The Kinesis Client Library takes apart what we have put together. */
class AggregatesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theClientLibraryFindsEachRecordAndItsKey() throws Exception {
    for (PartitionKeys keys :
        List.of(
            PartitionKeys.same("shop/cart"),
            PartitionKeys.same("\u00e4\u00f6".repeat(64)),
            PartitionKeys.spread(17))) {
      Random random = new Random(17);
      List<String> records = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        // Lengths around each border of a varint.
        int length = i < 200 ? 100 + i : 1 + random.nextInt(8_000);
        records.add((i + "|" + "\u00e4".repeat(length)).substring(0, length));
      }
      RecordBatch batch = TestSink.batch(records.toArray(String[]::new));
      Entries entries = Aggregates.of(batch, 0, batch.size(), keys);

      List<String> found = new ArrayList<>();
      for (JsonNode entry : read(entries)) {
        String key = entry.path("PartitionKey").asText();
        byte[] data = entry.path("Data").binaryValue();
        assertThat(data.length).isLessThanOrEqualTo(KinesisLimits.MAX_AGGREGATE_BYTES);
        for (KinesisClientRecord record : takeApart(key, data)) {
          assertThat(record.partitionKey()).isEqualTo(key);
          found.add(UTF_8.decode(record.data()).toString());
        }
      }
      assertThat(found).isEqualTo(records);
      assertThat(entries.count()).isLessThan(60);
    }
  }

  @Test
  void aRecordAloneIsSentAsItIs() throws IOException {
    RecordBatch batch = TestSink.batch("{\"seq\":1}", "x".repeat(60_000), "{\"seq\":3}");
    Entries entries = Aggregates.of(batch, 0, 3, PartitionKeys.same("k"));

    List<String> data = new ArrayList<>();
    for (JsonNode entry : read(entries)) {
      data.add(new String(entry.path("Data").binaryValue(), UTF_8));
    }
    assertThat(data).containsExactly("{\"seq\":1}", "x".repeat(60_000), "{\"seq\":3}");
  }

  @Test
  void anAggregateIsFullToTheByte() {
    // Magic 4, the key's frame 2 and itself 1, MD5 16; around a record of 25,578 bytes there are
    // 10.
    int bytes = (KinesisLimits.MAX_AGGREGATE_BYTES - 4 - 3 - 16) / 2 - 10;
    String[] exact = {"x".repeat(bytes), "x".repeat(bytes + 1)};
    String[] over = {"x".repeat(bytes + 1), "x".repeat(bytes + 1)};

    assertThat(dataBytes(Aggregates.of(TestSink.batch(exact), 0, 2, PartitionKeys.same("k"))))
        .containsExactly(KinesisLimits.MAX_AGGREGATE_BYTES);
    assertThat(dataBytes(Aggregates.of(TestSink.batch(over), 0, 2, PartitionKeys.same("k"))))
        .containsExactly(bytes + 1, bytes + 1);
  }

  private static List<Integer> dataBytes(Entries entries) {
    List<Integer> all = new ArrayList<>();
    var cursor = entries.cursor();
    while (cursor.nextEntry()) {
      all.add(cursor.dataBytes());
    }
    return all;
  }

  private static JsonNode read(Entries entries) throws IOException {
    return JSON.readTree(new DataBody("StreamName", "s", entries).newStream()).path("Records");
  }

  /** As a consumer of the shard would, which drops records whose key belongs to another shard. */
  private static List<KinesisClientRecord> takeApart(String key, byte[] data)
      throws GeneralSecurityException {
    BigInteger hash =
        new BigInteger(1, MessageDigest.getInstance("MD5").digest(key.getBytes(UTF_8)));
    KinesisClientRecord whole =
        KinesisClientRecord.builder()
            .partitionKey(key)
            .data(ByteBuffer.wrap(data))
            .sequenceNumber("1")
            .build();
    return new AggregatorUtil().deaggregate(List.of(whole), hash, hash);
  }
}
