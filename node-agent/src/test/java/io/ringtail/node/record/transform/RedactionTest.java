package io.ringtail.node.record.transform;

import static io.ringtail.node.config.Selector.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import io.ringtail.node.config.TransformConfig.Add;
import io.ringtail.node.config.TransformConfig.Redact;
import io.ringtail.node.record.Encoding;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final List<String> BUILT_IN = List.of("card", "token", "email");
  private static final String CARD = "4111111111111111";
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final Encoding redacting =
      Encoding.with(new Redact(ALL, BUILT_IN, List.of(), "[redacted]"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "paid with «4111111111111111»",
        "paid with «4111 1111 1111 1111», thanks",
        "2026-11-20 «5500-0000-0000-0004»",
        "amex=«378282246310005»;",
        "mail «joe.doe+x@mail.example.com», please",
        "an «\u00fcber@b\u00fccher.example» address",
        "key «AKIAIOSFODNN7EXAMPLE» used",
        "Authorization: Bearer «abcdef0123456789»",
        "authorization=Basic «dXNlcjpwYXNzd29yZA==»",
        "Authorization: Digest «username=x, response=abc»",
        "jwt «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl»",
        "push with «ghp_abcdefghijklmnopqrstuvwxyz0123456789»",
        "slack «xoxb-123456789012-abcdefghij»",
        "stripe «sk_live_abcdefghij1234567890»",
        "password=«hunter2» user=joe",
        "DB_PASSWORD: «hunter2»",
        "{password: '«hunter2»', n: 1}",
        "connect with pwd=«x»;host=y",
        "aws_secret_access_key = «wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»",
        "?access_token=«abc»&state=1",
        "my api-key: «abc»",
        "secret=>«abc»",
      })
  void replacesWhatIsSecretAndNothingElse(String marked) {
    String text = marked.replace("«", "").replace("»", "");
    String expected = marked.replaceAll("«.*»", "[redacted]");

    assertThat(redacting.body(text)).isEqualTo("\"log\":\"" + expected + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order 4111111111111112 shipped",
        "at 1732140000000000000 ns",
        "trace 0af7651916cd43dd8448eb211c80319c",
        "2026-11-20 22:00:00.123 took 17 ms",
        "user@host",
        "the token has been refreshed",
        "keys: 5",
        "password must not be empty",
        "basic auth is off",
      })
  void leavesAloneWhatIsNone(String text) {
    assertThat(redacting.body(text)).isEqualTo("\"log\":\"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"card\":\"4111111111111111\"}",
        "{\"card\":4111111111111111}",
        "{\"card\":\"\\u0034111111111111111\"}",
        "{\"4111111111111111\":true}",
        "{\"\\u0034111111111111111\":{}}",
        "{\"a\":[1,[\"x\",{\"b\":\"4111 1111 1111 1111\"}]]}",
        "{\"inner\":\"{\\\"card\\\":\\\"\\\\u0034111111111111111\\\"}\"}",
        "{\"mail\":\"joe\\u0040example.com\"}",
        "{\"password\":\"hunter2 4111111111111111\"}",
        "{\"password\":[\"joe@example.com\",4111111111111111]}",
        "{\"db\":{\"api_key\":{\"value\":\"hunter2\"}}}",
        "{\"head\":\"Authorization: Bearer \\u0068unter2 hunter2\"}",
        "{\"msg\":\"{\\\"password\\\":\\\"hunter2\\\"}\"}",
        "{\"p\\u0061ssword\":\"hunter2\"}",
      })
  void findsWhatHidesInJson(String text) throws Exception {
    for (boolean more : new boolean[] {false, true}) {
      // Whether the record is taken apart anyway or not.
      Redact redact = new Redact(ALL, BUILT_IN, List.of(), "[redacted]");
      Encoding encoding =
          more ? Encoding.with(new Add(ALL, Map.of("a", "b")), redact) : Encoding.with(redact);

      String record = encoding.record(text);

      assertThat(decoded(record))
          .contains("[redacted]")
          .doesNotContain("1111111")
          .doesNotContain("1111 1111")
          .doesNotContain("@example")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void keepsAnObjectAnObject() {
    assertThat(redacting.body("{\"user\":\"joe\",\"card\":\"" + CARD + "\",\"n\":1.0}"))
        .isEqualTo(
            "\"log\":\"{\\\"user\\\":\\\"joe\\\",\\\"card\\\":\\\"[redacted]\\\",\\\"n\\\":1.0}\","
                + "\"log_processed\":{\"user\":\"joe\",\"card\":\"[redacted]\",\"n\":1.0}");
  }

  @Test
  void replacesWhatAPatternFinds() {
    Encoding custom =
        Encoding.with(
            new Redact(
                ALL,
                List.of(),
                List.of(Pattern.compile("^\\d{3}-\\d{2}$"), Pattern.compile("user (\\w+)")),
                "***"));

    assertThat(custom.body("123-45")).isEqualTo("\"log\":\"***\"");
    assertThat(custom.body("user joe left")).isEqualTo("\"log\":\"user *** left\"");
    assertThat(custom.body("{\"n\":\"123-45\"}"))
        .isEqualTo("\"log\":\"{\\\"n\\\":\\\"***\\\"}\",\"log_processed\":{\"n\":\"***\"}");
  }

  @Test
  void sendsNoFieldsWherePlacesTellTheSecret() {
    // Found only in the way in which name and value stand together.
    Encoding custom =
        Encoding.with(
            new Redact(ALL, List.of(), List.of(Pattern.compile("\"pin\":[0-9]+")), "gone"));

    assertThat(custom.body("{\"pin\":1234,\"a\":1}")).isEqualTo("\"log\":\"{gone,\\\"a\\\":1}\"");
  }

  @Test
  void replacesByAnythingThatIsAskedFor() {
    for (String replacement : new String[] {"", "****", "not for you", "a@b.example"}) {
      Encoding encoding = Encoding.with(new Redact(ALL, BUILT_IN, List.of(), replacement));

      assertThat(encoding.body("password=hunter2"))
          .isEqualTo("\"log\":\"password=" + replacement + "\"");
      assertThat(encoding.body("{\"password\":\"hunter2\"}"))
          .endsWith("\"log_processed\":{\"password\":\"" + replacement + "\"}");
    }
  }

  @Test
  void isNotTakenInByASecretThatBeginsLikeTheReplacement() {
    assertThat(redacting.body("password=[redacted]hunter2")).doesNotContain("hunter2");
  }

  @Test
  void leavesTheMetadataAlone() {
    assertThat(redacting.record("joe@example.com")).contains(Encoding.METADATA);
  }

  @Property(tries = 500)
  void letsNoCardThrough(@ForAll("texts") String text) throws Exception {
    assertThat(decoded(redacting.record(text))).doesNotContain(CARD);
  }

  /** All that the record says, with no escape left. */
  private static String decoded(String record) throws Exception {
    StringBuilder all = new StringBuilder(record);
    String text = record;
    // Each level of JSON within JSON.
    for (int level = 0; level < 3; level++) {
      text = unescaped(text);
      all.append('\n').append(text);
    }
    assertThat(JACKSON.readTree(record).isObject()).isTrue();
    return all.toString();
  }

  private static String unescaped(String json) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '\\' && i + 5 < json.length() && json.charAt(i + 1) == 'u') {
        out.append((char) Integer.parseInt(json.substring(i + 2, i + 6), 16));
        i += 5;
      } else if (c == '\\' && i + 1 < json.length()) {
        out.append(json.charAt(++i));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> around =
        Arbitraries.strings().withChars(" .,:;\"{}[]\\\n<>@\u00e9").ofMaxLength(6);
    Arbitrary<String> card = Arbitraries.of(CARD, "\\u00341" + CARD.substring(2));
    return Combinators.combine(around, card, around, Arbitraries.integers().between(0, 3))
        .as(
            (before, number, after, kind) ->
                switch (kind) {
                  case 0 -> before + CARD + after;
                  case 1 -> "{\"a\":\"" + number + "\"}";
                  case 2 -> "{\"" + number + "\":" + CARD + "}";
                  default -> "{\"a\":[{\"b\":" + JACKSON.valueToTree(before + CARD + after) + "}]}";
                });
  }
}
