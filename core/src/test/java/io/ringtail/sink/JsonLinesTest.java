package io.ringtail.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.TestBatches;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  @Test
  void writesEachRecordAsALineWhateverItsLength() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] records = {
      "a", "b".repeat(65_535), "c".repeat(65_536), "d".repeat(200_000), "e", "f".repeat(60_000), "g"
    };
    String[] timed = new String[records.length];
    for (int i = 0; i < records.length; i++) {
      timed[i] = records[i] + "@" + i;
    }

    new JsonLines(out).write(TestBatches.of(timed));

    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\n");
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly(records);
  }
}
