package io.ringtail.console.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** It must take what the library takes, and read the same from it. */
final class JsonScannerTest {
  private static final int DOCUMENTS = 4_000;

  private static String scanned(byte[] utf8) throws MalformedJsonException {
    JsonScanner scanner = new JsonScanner();
    scanner.reset(utf8, 0, utf8.length);
    StringBuilder tokens = new StringBuilder();
    value(scanner, utf8.length, tokens);
    scanner.finish();
    scanner.reset(utf8, 0, utf8.length);
    scanner.skip();
    scanner.finish();
    return tokens.toString();
  }

  private static void value(JsonScanner scanner, int room, StringBuilder tokens)
      throws MalformedJsonException {
    switch (scanner.peek()) {
      case '{' -> {
        scanner.take('{');
        for (boolean first = true; scanner.hasMore(first, '}'); first = false) {
          scanner.string();
          tokens.append(scanner.text()).append('=');
          scanner.take(':');
          value(scanner, room, tokens);
        }
        tokens.append('}');
      }
      case '[' -> {
        scanner.take('[');
        for (boolean first = true; scanner.hasMore(first, ']'); first = false) {
          value(scanner, room, tokens);
        }
        tokens.append(']');
      }
      case '"' -> {
        byte[] target = new byte[room];
        int from = scanner.at();
        int length = scanner.string(target, 0);
        int end = scanner.at();
        scanner.skipTo(from);
        scanner.string();
        assertThat(scanner.at()).isEqualTo(end);
        assertThat(new String(Arrays.copyOf(target, length), StandardCharsets.UTF_8))
            .isEqualTo(scanner.text());
        tokens.append(scanner.text()).append(',');
      }
      case 't' -> literal(scanner, "true", tokens);
      case 'f' -> literal(scanner, "false", tokens);
      case 'n' -> literal(scanner, "null", tokens);
      default -> {
        scanner.number();
        tokens.append(scanner.text()).append(scanner.isWhole() ? "," : "f,");
        if (scanner.isWhole() && scanner.to() - scanner.from() < 18) {
          assertThat(scanner.smallNumber()).isEqualTo(Long.parseLong(scanner.text()));
        }
      }
    }
  }

  private static void literal(JsonScanner scanner, String word, StringBuilder tokens)
      throws MalformedJsonException {
    scanner.literal(word);
    tokens.append(word).append(',');
  }

  /** The same by the library; null where it refuses. */
  private static @Nullable String parsed(byte[] utf8) {
    StringBuilder tokens = new StringBuilder();
    try (JsonParser parser = JsonTree.FACTORY.createParser(utf8)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (depth == 0 && !tokens.isEmpty()) {
          return null;
        }
        switch (token) {
          case START_OBJECT, START_ARRAY -> depth++;
          case END_OBJECT, END_ARRAY -> {
            depth--;
            tokens.append(parser.getText());
          }
          case FIELD_NAME -> tokens.append(parser.getText()).append('=');
          case VALUE_NUMBER_FLOAT -> tokens.append(parser.getText()).append("f,");
          default -> tokens.append(parser.getText()).append(',');
        }
      }
      return tokens.isEmpty() ? null : replaced(tokens.toString());
    } catch (IOException malformed) {
      return null;
    }
  }

  /** A surrogate without its partner is U+FFFD to us. */
  private static String replaced(String text) {
    StringBuilder whole = new StringBuilder();
    text.codePoints().forEach(c -> whole.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 0xFFFD : c));
    return whole.toString();
  }

  @Test
  void readsWhatTheLibraryReads() throws Exception {
    RandomJson random = new RandomJson(5);
    int refused = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      String json = random.object();
      if (i % 2 == 0) {
        json = random.spoiled(json);
      }
      byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
      String expected = parsed(utf8);
      if (expected == null) {
        refused++;
        assertThatThrownBy(() -> scanned(utf8)).as(json).isInstanceOf(MalformedJsonException.class);
      } else {
        assertThat(scanned(utf8)).as(json).isEqualTo(expected);
      }
    }
    assertThat(refused).isBetween(DOCUMENTS / 10, DOCUMENTS / 2);
  }

  @Test
  void refusesBytesThatAreNoCharacters() {
    for (int[] bytes :
        new int[][] {
          {0xC0, 0x80},
          {0xC1, 0xBF},
          {0xE0, 0x9F, 0xBF},
          {0xED, 0xA0, 0x80},
          {0xF0, 0x8F, 0xBF, 0xBF},
          {0xF4, 0x90, 0x80, 0x80},
          {0xF5, 0x80, 0x80, 0x80},
          {0x80},
          {0xC3},
          {0xE6, 0x97},
          {0xFF},
          {0x1F}
        }) {
      byte[] json = new byte[bytes.length + 2];
      json[0] = '"';
      for (int i = 0; i < bytes.length; i++) {
        json[i + 1] = (byte) bytes[i];
      }
      json[json.length - 1] = '"';
      assertThatThrownBy(() -> scanned(json))
          .as(Arrays.toString(bytes))
          .isInstanceOf(MalformedJsonException.class);
    }
  }

  @Test
  void refusesWhatIsNestedTooDeeply() throws Exception {
    JsonScanner scanner = new JsonScanner();
    String deep = "[".repeat(JsonScanner.MAX_DEPTH) + "]".repeat(JsonScanner.MAX_DEPTH);
    byte[] utf8 = deep.getBytes(StandardCharsets.UTF_8);
    scanner.reset(utf8, 0, utf8.length);
    scanner.skip();
    byte[] deeper = ("[" + deep + "]").repeat(1).getBytes(StandardCharsets.UTF_8);
    byte[] deepest = ("[[" + deep + "]]").getBytes(StandardCharsets.UTF_8);
    scanner.reset(deeper, 0, deeper.length);
    scanner.skip();
    scanner.reset(deepest, 0, deepest.length);
    assertThatThrownBy(scanner::skip)
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("nested too deeply");
  }
}
