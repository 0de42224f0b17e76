package io.ringtail.node.record.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.encode.RecordBuffer;
import io.ringtail.event.RecordForm;
import io.ringtail.node.record.json.JsonObjectCopy.Result;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectCopyTest {
  private static final ObjectMapper JACKSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final RecordBuffer buffer = new RecordBuffer(1 << 20, RecordForm.JSON);

  @Property(tries = 1000)
  void copiesEveryObject(@ForAll("objects") byte[] text, @ForAll RecordForm form) throws Exception {
    RecordBuffer copied = new RecordBuffer(1 << 20, form);

    Result result = copy(copied, form).copy(text, 0, text.length);

    assertThat(result).isEqualTo(Result.COPIED);
    byte[] json = json(copied, form);
    assertThat(JACKSON.readTree(json)).isEqualTo(JACKSON.readTree(text));
    assertThat(copied.jsonBytes()).isEqualTo(json.length);
    assertThat(new String(json, UTF_8)).isEqualTo(withoutBlanks(new String(text, UTF_8)));
  }

  @Property(tries = 3000)
  void takesForAnObjectWhatJacksonDoes(@ForAll("spoiled") byte[] text) {
    RecordBuffer copied = new RecordBuffer(1 << 20, RecordForm.JSON);

    Result result = copy(copied, RecordForm.JSON).copy(text, 0, text.length);

    boolean object = isObject(new String(text, UTF_8));
    assertThat(result == Result.COPIED).isEqualTo(object);
    if (object) {
      assertThat(JsonFields.of(new String(json(copied, RecordForm.JSON), UTF_8)))
          .isEqualTo(JsonFields.of(new String(text, UTF_8)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[]",
        "\"a\"",
        "1",
        "{}{}",
        "{} x",
        "x{}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":1e}",
        "{\"a\":-}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":truee}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u123",
        "{\"a\":[1,]}",
        "{\"a\":[1}}",
        "{\"a\":{]}",
        "{\"a\":\"b}",
        "{\"a\":\"b\\",
        "{\"a\":1}\u0000",
        "{\"a\" 1}",
        "{\"a\"::1}",
        "{1:1}",
        "{\"a\":\u00e9}",
        "{\"a\":/*c*/1}"
      })
  void refusesWhatIsNoObject(String text) {
    byte[] bytes = text.getBytes(UTF_8);

    assertThat(copy(buffer, RecordForm.JSON).copy(bytes, 0, bytes.length))
        .isEqualTo(Result.NOT_AN_OBJECT);
    assertThat(isObject(text)).isFalse();
  }

  @Test
  void keepsNumbersAndEscapesAsWritten() {
    String text =
        "{\"a\":1.50e+007,\"b\":\"\\u0041\\/\\ud800\",\"c\":123456789012345678901234567890}";

    assertThat(copied(text)).isEqualTo(text);
  }

  @Test
  void keepsKeysThatComeTwice() {
    assertThat(copied("{\"a\":1, \"a\":2}")).isEqualTo("{\"a\":1,\"a\":2}");
  }

  @Test
  void repairsWhatIsNoUtf8() {
    byte[] text = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xe6, (byte) 0x97, '"', '}'};

    assertThat(copy(buffer, RecordForm.JSON).copy(text, 0, text.length)).isEqualTo(Result.COPIED);
    assertThat(new String(json(buffer, RecordForm.JSON), UTF_8))
        .isEqualTo("{\"a\":\"\ufffd\ufffd\"}");
  }

  @Test
  void copiesStringsAndNumbersLongerThanAStep() {
    String text = "{\"a\":\"" + "\\\"x".repeat(30_000) + "\",\"b\":" + "7".repeat(30_000) + "}";

    assertThat(copied(text)).isEqualTo(text);
  }

  @Test
  void measuresAnObjectBeyondTheLimit() {
    RecordBuffer small = new RecordBuffer(1_000, RecordForm.JSON_STRING);
    byte[] text = ("{\"a\":\"" + "\\\"x".repeat(30_000) + "\"}").getBytes(UTF_8);

    assertThat(copy(small, RecordForm.JSON_STRING).copy(text, 0, text.length))
        .isEqualTo(Result.COPIED);
    assertThat(small.overflowed()).isTrue();
    assertThat(small.jsonBytes()).isEqualTo(text.length);
  }

  @Test
  void goesSoDeepAndNoDeeper() {
    int most = JsonObjectCopy.MAX_DEPTH - 1;
    String legal = "{\"a\":" + "[".repeat(most) + "]".repeat(most) + "}";
    byte[] tooDeep =
        ("{\"a\":" + "[".repeat(most + 1) + "]".repeat(most + 1) + "}").getBytes(UTF_8);

    assertThat(copied(legal)).isEqualTo(legal);
    assertThat(JsonFields.of(legal)).isNotNull();
    assertThat(copy(buffer, RecordForm.JSON).copy(tooDeep, 0, tooDeep.length))
        .isEqualTo(Result.NOT_AN_OBJECT);
    assertThat(JsonFields.of(new String(tooDeep, UTF_8))).isNull();
  }

  @Test
  void copiesMembersWithoutTheBraces() {
    assertThat(members(" { \"a\" : {\"time\":1} , \"b\":[ ] } ")).isEqualTo(Result.COPIED);
    assertThat(new String(json(buffer, RecordForm.JSON), UTF_8))
        .isEqualTo("\"a\":{\"time\":1},\"b\":[]");
  }

  @Test
  void tellsOfMembersWhoseNamesAreTaken() {
    assertThat(members("{\"a\":1,\"time\":2}")).isEqualTo(Result.NAME_TAKEN);
    assertThat(members("{\"a\":1,\"ti\\u006de\":2}")).isEqualTo(Result.NAME_TAKEN);
    assertThat(members("{\"a\":1,\"times\":2}")).isEqualTo(Result.COPIED);
    assertThat(members("{}")).isEqualTo(Result.NOT_AN_OBJECT);
  }

  private Result members(String text) {
    buffer.reset();
    byte[] bytes = text.getBytes(UTF_8);
    return copy(buffer, RecordForm.JSON).copyMembers(bytes, 0, bytes.length);
  }

  private String copied(String text) {
    buffer.reset();
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(copy(buffer, RecordForm.JSON).copy(bytes, 0, bytes.length)).isEqualTo(Result.COPIED);
    return new String(json(buffer, RecordForm.JSON), UTF_8);
  }

  private static JsonObjectCopy copy(RecordBuffer buffer, RecordForm form) {
    return new JsonObjectCopy(buffer, form, List.of("time", "log"));
  }

  private static byte[] json(RecordBuffer buffer, RecordForm form) {
    byte[] json = new byte[buffer.length()];
    return Arrays.copyOf(json, form.toJson(buffer.array(), 0, buffer.length(), json, 0));
  }

  private static boolean isObject(String text) {
    try (JsonParser parser = JACKSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Blanks between tokens taken out, nothing else changed. */
  private static String withoutBlanks(String json) {
    StringWriter out = new StringWriter();
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted && c == '\\') {
        out.append(c).append(json.charAt(++i));
        continue;
      }
      quoted ^= c == '"';
      if (quoted || " \t\r\n".indexOf(c) < 0) {
        out.append(c);
      }
    }
    return out.toString();
  }

  @Provide
  Arbitrary<byte[]> objects() {
    return JsonTexts.objects();
  }

  @Provide
  Arbitrary<byte[]> spoiled() {
    return JsonTexts.spoiled();
  }
}
