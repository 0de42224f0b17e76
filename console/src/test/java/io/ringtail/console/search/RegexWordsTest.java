package io.ringtail.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexWordsTest {
  private static RegexWords found(List<String> words, List<String> prefixes) {
    return new RegexWords(words, prefixes);
  }

  @Test
  void sees() {
    assertThat(RegexWords.of("completed in 99\\d ms"))
        .isEqualTo(found(List.of("in"), List.of("99", "ms")));
    assertThat(RegexWords.of(" Order 17 ")).isEqualTo(found(List.of("order", "17"), List.of()));
    assertThat(RegexWords.of("a b-CDe+f")).isEqualTo(found(List.of("b"), List.of("cd")));
    assertThat(RegexWords.of("a b.* cde?x")).isEqualTo(found(List.of(), List.of("cd")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "order", "a|b c d", "(?i) order ", "[a] order ", "\\p{L} order ", "x 1?"})
  void isSilentWhereItIsNotPlain(String regex) {
    assertThat(RegexWords.of(regex).isEmpty()).isTrue();
  }
}
