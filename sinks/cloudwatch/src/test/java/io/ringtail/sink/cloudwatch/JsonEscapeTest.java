package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class JsonEscapeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 2000)
  void aParserReadsBackEveryText(
      @ForAll @StringLength(max = 200) String text, @ForAll @IntRange(max = 9) int offset)
      throws Exception {
    // Half a surrogate pair has no UTF-8: it becomes a question mark before it comes to us.
    byte[] bytes = text.getBytes(UTF_8);

    assertThat(JSON.readValue(quoted(bytes, offset), String.class))
        .isEqualTo(new String(bytes, UTF_8));
  }

  @Property(tries = 1000)
  void jsonInJsonIsReadBack(@ForAll @StringLength(max = 60) String value) throws Exception {
    String utf8 = new String(value.getBytes(UTF_8), UTF_8);
    String json = JSON.createObjectNode().put("message", utf8).put("n", 1.5e-7).toString();

    assertThat(JSON.readValue(quoted(json.getBytes(UTF_8), 0), String.class)).isEqualTo(json);
  }

  @Test
  void eachByteBelow128SurvivesAtEachPlace() throws Exception {
    for (int c = 0; c < 128; c++) {
      for (int place = 0; place < 17; place++) {
        char[] chars = new char[17];
        Arrays.fill(chars, 'x');
        chars[place] = (char) c;
        String text = new String(chars);

        assertThat(JSON.readValue(quoted(text.getBytes(UTF_8), 0), String.class)).isEqualTo(text);
      }
    }
  }

  @Test
  void onlyWhatMustBeEscapedIs() {
    byte[] text = "a/b\u007f\u00e4\ud83d\ude00 \"q\" \\ \u0001\n\t\u001f".getBytes(UTF_8);

    assertThat(new String(quoted(text, 0), UTF_8))
        .isEqualTo("\"a/b\u007f\u00e4\ud83d\ude00 \\\"q\\\" \\\\ \\u0001\\n\\t\\u001f\"");
  }

  @Property
  void numbersAreAsJavaWritesThem(@ForAll long value) {
    assertThat(decimal(value)).isEqualTo(Long.toString(value));
  }

  @Test
  void theLimitsOfNumbersAreAsJavaWritesThem() {
    for (long value : new long[] {0, 9, 10, 99, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(decimal(value)).isEqualTo(Long.toString(value));
    }
  }

  private static String decimal(long value) {
    byte[] target = new byte[20];
    return new String(target, 0, JsonEscape.decimal(value, target, 0), US_ASCII);
  }

  private static byte[] quoted(byte[] text, int offset) {
    byte[] source = new byte[offset + text.length + 3];
    Arrays.fill(source, (byte) '"');
    System.arraycopy(text, 0, source, offset, text.length);
    byte[] target = new byte[text.length * JsonEscape.MAX_GROWTH + 2];
    target[0] = '"';
    int end = JsonEscape.escape(source, offset, offset + text.length, target, 1);
    target[end] = '"';
    return Arrays.copyOf(target, end + 1);
  }
}
