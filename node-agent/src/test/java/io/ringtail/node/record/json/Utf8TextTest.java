package io.ringtail.node.record.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.encode.JsonWriter;
import io.ringtail.encode.RecordBuffer;
import io.ringtail.event.RecordForm;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class Utf8TextTest {
  private static final int MAX_BYTES = 1 << 20;
  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Property(tries = 1000)
  void readsBackAsJavaDecodesIt(@ForAll("texts") byte[] text, @ForAll RecordForm form)
      throws Exception {
    RecordBuffer written = write(text, form);

    byte[] json = json(written, form);
    assertThat(JACKSON.readValue(json, String.class)).isEqualTo(new String(text, UTF_8));
    assertThat(written.jsonBytes()).isEqualTo(json.length);
  }

  @Property(tries = 300)
  void writesTheSameAsTheWriterOfStrings(@ForAll("texts") byte[] text, @ForAll RecordForm form) {
    RecordBuffer expected = new RecordBuffer(MAX_BYTES, form);
    String string = new String(text, UTF_8);
    new JsonWriter(expected, form).string(string, string.length());

    RecordBuffer written = write(text, form);

    assertThat(bytes(written)).isEqualTo(bytes(expected));
  }

  @Property(tries = 500)
  void cutsToTheLastCharacterThatFits(@ForAll("texts") byte[] text) throws Exception {
    Utf8Text writer = new Utf8Text(new RecordBuffer(MAX_BYTES, RecordForm.JSON), RecordForm.JSON);
    int all = write(text, RecordForm.JSON).jsonBytes() - 2;
    assertThat(writer.cut(text, 0, text.length, all)).isEqualTo(text.length);

    int budget = all / 2;
    int cut = writer.cut(text, 0, text.length, budget);

    byte[] head = Arrays.copyOf(text, cut);
    String kept =
        JACKSON.readValue(json(write(head, RecordForm.JSON), RecordForm.JSON), String.class);
    assertThat(new String(text, UTF_8)).startsWith(kept);
    assertThat(write(head, RecordForm.JSON).jsonBytes() - 2)
        .isBetween(Math.max(0, budget - 6), budget);
  }

  @Test
  void replacesEachLongestBeginningOfACharacter() throws Exception {
    byte[] text = {'a', (byte) 0xf0, (byte) 0x9f, (byte) 0x98, 'b', (byte) 0xc0, (byte) 0x80};

    String read =
        JACKSON.readValue(json(write(text, RecordForm.JSON), RecordForm.JSON), String.class);

    assertThat(read).isEqualTo("a\ufffdb\ufffd\ufffd");
  }

  private static RecordBuffer write(byte[] text, RecordForm form) {
    RecordBuffer buffer = new RecordBuffer(MAX_BYTES, form);
    JsonWriter json = new JsonWriter(buffer, form);
    json.raw(form.of(new byte[] {'"'}), 1);
    // Somewhere within a larger array.
    byte[] larger = new byte[text.length + 7];
    System.arraycopy(text, 0, larger, 3, text.length);
    new Utf8Text(buffer, form).write(larger, 3, 3 + text.length);
    json.raw(form.of(new byte[] {'"'}), 1);
    return buffer;
  }

  private static byte[] bytes(RecordBuffer buffer) {
    return Arrays.copyOf(buffer.array(), buffer.length());
  }

  private static byte[] json(RecordBuffer buffer, RecordForm form) {
    byte[] json = new byte[buffer.length()];
    return Arrays.copyOf(json, form.toJson(buffer.array(), 0, buffer.length(), json, 0));
  }

  @Provide
  Arbitrary<byte[]> texts() {
    Arbitrary<byte[]> plain = piece(Arbitraries.strings().ascii().ofMaxLength(40));
    Arbitrary<byte[]> any = piece(Arbitraries.strings().all().ofMaxLength(8));
    Arbitrary<byte[]> escaped =
        piece(Arbitraries.strings().withChars("\"\\\n\t\u0000\u001f\u007f/").ofMaxLength(5));
    Arbitrary<byte[]> wide =
        piece(Arbitraries.of("\u00e9", "\u65e5\u672c", "\ud83d\ude00", "\uffff", "\u0800"));
    Arbitrary<byte[]> leads =
        Arbitraries.integers()
            .between(0x80, 0xff)
            .map(i -> (byte) (int) i)
            .array(byte[].class)
            .ofMinSize(2)
            .ofMaxSize(4);
    Arbitrary<byte[]> broken = Arbitraries.bytes().array(byte[].class).ofMaxSize(6);
    Arbitrary<byte[]> cut =
        Arbitraries.of("\u65e5", "\ud83d\ude00").map(s -> Arrays.copyOf(s.getBytes(UTF_8), 2));
    Arbitrary<byte[]> endless =
        Arbitraries.integers().between(1000, 20_000).map(n -> "x".repeat(n).getBytes(UTF_8));
    return Arbitraries.frequencyOf(
            Tuple.of(6, plain),
            Tuple.of(3, any),
            Tuple.of(3, escaped),
            Tuple.of(3, wide),
            Tuple.of(2, broken),
            Tuple.of(2, cut),
            Tuple.of(2, leads),
            Tuple.of(1, endless))
        .list()
        .ofMaxSize(8)
        .map(Utf8TextTest::join);
  }

  private static Arbitrary<byte[]> piece(Arbitrary<String> text) {
    return text.map(string -> string.getBytes(UTF_8));
  }

  private static byte[] join(Iterable<byte[]> pieces) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    pieces.forEach(joined::writeBytes);
    return joined.toByteArray();
  }
}
