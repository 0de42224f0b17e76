package io.ringtail.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineBufferTest {
  @Property(tries = 200)
  void givesOutEachLineWholeHoweverItComes(
      @ForAll @Size(max = 40) List<@IntRange(max = 90_000) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 70_000) int piece)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (int length : lengths) {
      text.append(String.valueOf((char) ('a' + length % 26)).repeat(length)).append('\n');
    }

    List<String> lines = readAll(new LineBuffer(100_000), text.toString(), piece);

    assertThat(String.join("\n", lines) + (lines.isEmpty() ? "" : "\n")).isEqualTo(text.toString());
  }

  @Property(tries = 100)
  void shortensOnlyWhatIsTooLong(@ForAll @IntRange(min = 1, max = 70_000) int piece)
      throws IOException {
    String text = "a".repeat(1_000) + "\n" + "b".repeat(300_001) + "\n" + "c".repeat(5) + "\n";

    List<String> lines = readAll(new LineBuffer(1_000), text, piece);

    assertThat(lines)
        .containsExactly("a".repeat(1_000), "b".repeat(1_000) + " of 300001", "c".repeat(5));
  }

  @Test
  void forgetsAnUnfinishedLine() throws IOException {
    LineBuffer buffer = new LineBuffer(100);
    readAll(buffer, "one\ntw", 64);
    buffer.clear();

    assertThat(readAll(buffer, "three\n", 64)).containsExactly("three");
  }

  private static List<String> readAll(LineBuffer buffer, String text, int piece)
      throws IOException {
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    while (buffer.readFrom(in, piece) > 0) {
      while (buffer.next()) {
        String line =
            new String(
                buffer.bytes(), buffer.lineStart(), buffer.lineLength(), StandardCharsets.UTF_8);
        long original = buffer.lineOriginalBytes();
        lines.add(original == 0 ? line : line + " of " + original);
      }
    }
    return lines;
  }
}
