package io.ringtail.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway")
final class StringPairsTest {
  @Test
  void isTheMapThatItWasFilledWith() {
    StringPairs pairs = new StringPairs(3);
    pairs.add("user", "u-1");
    pairs.add("attempt", 2);

    Map<String, String> expected = new HashMap<>(Map.of("user", "u-1", "attempt", "2"));
    assertThat(pairs).isEqualTo(expected).hasSize(2).hasSameHashCodeAs(expected);
    assertThat(pairs.get("user")).isEqualTo("u-1");
    assertThat(pairs.get("nobody")).isNull();
    assertThat(pairs.containsKey("attempt")).isTrue();
    Map<String, String> seen = new LinkedHashMap<>();
    pairs.forEach(seen::put);
    assertThat(seen).containsExactly(Map.entry("user", "u-1"), Map.entry("attempt", "2"));
  }

  @Test
  void takesNullsAsTheWord() {
    StringPairs pairs = new StringPairs(1);
    pairs.add(null, null);

    assertThat(pairs).containsExactly(Map.entry("null", "null"));
  }

  @Test
  void leavesOutWhatItHasNoRoomFor() {
    StringPairs pairs = new StringPairs(1);
    pairs.add("a", "1");
    pairs.add("b", "2");

    assertThat(pairs).containsExactly(Map.entry("a", "1"));
  }
}
