package io.ringtail.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.batch.TestBatches;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  @Test
  void aLineThatWasCutShortSpoilsNoOther() throws IOException {
    ByteArrayOutputStream there = new ByteArrayOutputStream();
    int[] room = {3};
    JsonLines lines =
        new JsonLines(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                if (room[0]-- <= 0) {
                  throw new IOException("No space left on device");
                }
                there.write(b);
              }
            });
    assertThatThrownBy(() -> lines.write(TestBatches.of("abcdef@1")))
        .isInstanceOfSatisfying(
            JsonLines.CutShortException.class, cut -> assertThat(cut.written()).isZero());

    room[0] = 100;
    lines.write(TestBatches.of("next@2"));

    assertThat(there.toString(StandardCharsets.UTF_8)).isEqualTo("abc\nnext\n");
  }

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
