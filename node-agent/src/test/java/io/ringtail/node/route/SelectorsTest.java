package io.ringtail.node.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.config.Selector;
import io.ringtail.node.entry.StdStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {
  private static final Map<String, String> LABELS = Map.of("app", "cart", "tier", "web-1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sources|app*|true",
        "sources|host*|false",
        "namespaces|shop|true",
        "namespaces|shopping|false",
        "namespaces|x;sh?p|true",
        "pods|cart-*|true",
        "pods|*-2|false",
        "containers|app|true",
        "containers|sidecar|false",
        "streams|stderr|true",
        "streams|stdout|false",
        "app|cart|true",
        "tier|web-*|true",
        "tier|db-*|false",
        "team|*|false",
      })
  void eachPartCanDecide(String part, String globs, boolean matches) {
    Selector selector = selector(part, List.of(globs.split(";")));

    assertThat(Selectors.matches(selector, Origins.ofPod("application", LABELS), StdStream.STDERR))
        .isEqualTo(matches);
  }

  @Test
  void allPartsMustMatch() {
    Selector selector =
        new Selector(List.of(), List.of("shop"), List.of(), List.of("db"), List.of(), Map.of());

    assertThat(Selectors.matches(selector, Origins.ofPod("a", LABELS), StdStream.STDOUT)).isFalse();
  }

  @Test
  void whatIsNotKnownMatchesNothing() {
    assertThat(matchesHost(selector("namespaces", List.of("*")))).isFalse();
    assertThat(matchesHost(selector("streams", List.of("*")))).isFalse();
    assertThat(matchesHost(Selector.ALL)).isTrue();
    assertThat(
            Selectors.matches(
                selector("app", List.of("cart")), Origins.ofUnknownPod("a"), StdStream.STDOUT))
        .isFalse();
  }

  private static boolean matchesHost(Selector selector) {
    return Selectors.matches(selector, Origins.ofHost("host.dmesg"), StdStream.NONE);
  }

  private static Selector selector(String part, List<String> globs) {
    List<String> no = List.of();
    return switch (part) {
      case "sources" -> new Selector(globs, no, no, no, no, Map.of());
      case "namespaces" -> new Selector(no, globs, no, no, no, Map.of());
      case "pods" -> new Selector(no, no, globs, no, no, Map.of());
      case "containers" -> new Selector(no, no, no, globs, no, Map.of());
      case "streams" -> new Selector(no, no, no, no, globs, Map.of());
      default -> new Selector(no, no, no, no, no, Map.of(part, globs.get(0)));
    };
  }
}
