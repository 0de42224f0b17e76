package io.ringtail.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoQuoteTest {

  @Property
  void readsBackWhatGoQuotes(@ForAll String value) {
    // A lone surrogate is no UTF-8; Go would never have held it.
    String text = new String(value.getBytes(UTF_8), UTF_8);
    assertThat(unquote(goQuote(text, false))).isEqualTo(text);
  }

  @Property
  void readsBackWhatGoQuotesInAscii(@ForAll String value) {
    String text = new String(value.getBytes(UTF_8), UTF_8);
    assertThat(unquote(goQuote(text, true))).isEqualTo(text);
  }

  @Property
  void anyBytesAreReadOrRefusedButNeverThrow(@ForAll @Size(max = 40) byte[] bytes) {
    byte[] quoted = new byte[bytes.length + 2];
    quoted[0] = '"';
    System.arraycopy(bytes, 0, quoted, 1, bytes.length);
    quoted[quoted.length - 1] = '"';

    String value = GoQuote.unquote(quoted, 0, quoted.length);

    if (value != null) {
      assertThat(value.length()).isLessThanOrEqualTo(bytes.length);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "\\a,7",
    "\\b,8",
    "\\t,9",
    "\\n,10",
    "\\v,11",
    "\\f,12",
    "\\r,13",
    "\\\\,92",
    "\\\",34",
    "\\x41,65",
    "\\u00e9,233",
    "\\u20AC,8364",
    "\\U0001f600,128512"
  })
  void knowsEveryEscapeOfGo(String escape, int codePoint) {
    assertThat(unquote('"' + escape + '"')).isEqualTo(Character.toString(codePoint));
  }

  @Test
  void joinsEscapedBytesToOneCharacter() {
    assertThat(unquote("\"\\xc3\\xa9\"")).isEqualTo("é");
  }

  @Test
  void replacesBytesThatAreNoUtf8() {
    assertThat(unquote("\"a\\xffb\"")).isEqualTo("a\ufffdb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "a",
        "\"a",
        "a\"",
        "'a'",
        "\"\\\"",
        "\"\\q\"",
        "\"\\x4\"",
        "\"\\xg0\"",
        "\"\\u12\"",
        "\"\\U00110000\"",
        "\"\\ud800\"",
        "\"\\Uffffffff\"",
        "\"a\"b\""
      })
  void refusesWhatIsNoGoString(String text) {
    assertThat(unquote(text)).isNull();
  }

  private static @Nullable String unquote(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return GoQuote.unquote(bytes, 0, bytes.length);
  }

  /** Written from the description of strconv.Quote and QuoteToASCII. */
  static String goQuote(String text, boolean asciiOnly) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> out.append(goEscape(c, asciiOnly)));
    return out.append('"').toString();
  }

  private static String goEscape(int c, boolean asciiOnly) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case 7 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 11 -> "\\v";
      default -> {
        if (c < ' ' || c == 0x7f) {
          yield String.format(Locale.ROOT, "\\x%02x", c);
        } else if (c < 0x7f || (!asciiOnly && Character.isLetterOrDigit(c))) {
          yield Character.toString(c);
        } else {
          yield String.format(Locale.ROOT, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
        }
      }
    };
  }
}
