package io.ringtail.node.record.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeywordsTest {
  @Property(tries = 2000)
  void findsAWordIfOneIsThere(@ForAll("words") List<String> words, @ForAll("text") String text) {
    boolean there = words.stream().anyMatch(word -> text.toLowerCase(Locale.ROOT).contains(word));

    assertThat(find(words, text)).isEqualTo(there);
  }

  @Test
  void looksAtItsPartOfTheTextAlone() {
    byte[] text = "token".getBytes(UTF_8);

    assertThat(new Keywords(List.of("token"), List.of()).anyIn(text, 0, 5)).isTrue();
    assertThat(new Keywords(List.of("token"), List.of()).anyIn(text, 1, 5)).isFalse();
    assertThat(new Keywords(List.of("token"), List.of()).anyIn(text, 0, 4)).isFalse();
  }

  @Test
  void findsNamesThatHaveAValue() {
    for (String text :
        List.of(
            "token=1",
            "TOKEN: 1",
            "my_token_x = 1",
            "\"token\": 1",
            "\\\"token\\\":1",
            "token token=")) {
      assertThat(findName("token", text)).as(text).isTrue();
    }
    for (String text : List.of("token", "token refreshed", "a token, b=1", "tok=1", "\"token\"")) {
      assertThat(findName("token", text)).as(text).isFalse();
    }
  }

  private static boolean findName(String name, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new Keywords(List.of("other"), List.of(name)).anyIn(bytes, 0, bytes.length);
  }

  private static boolean find(List<String> words, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new Keywords(words, List.of()).anyIn(bytes, 0, bytes.length);
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.strings().withChars("ab").ofMinLength(1).ofMaxLength(4).list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings().withChars("abAc\u00e9").ofMaxLength(12);
  }
}
