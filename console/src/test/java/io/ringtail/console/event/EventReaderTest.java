package io.ringtail.console.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.json.RandomJson;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventReaderTest {
  private final EventReader reader = new EventReader();

  private static List<String> shown(List<Leaf> leaves) {
    return leaves.stream()
        .map(leaf -> leaf.name() + ' ' + leaf.kind() + ' ' + leaf.value() + ' ' + leaf.number())
        .sorted()
        .toList();
  }

  /** The library's reading is what the page shows of an event. */
  @Test
  void readsTheFieldsThatTheLibraryReads() {
    RandomJson random = new RandomJson(11);
    for (int i = 0; i < 3_000; i++) {
      String json =
          random.object().replace("\\ud83d\\ude00", "u").replaceAll("\\\\ud8|\\\\ude", "\\\\u00");
      LogEvent event = reader.read("g", "s", json);
      assertThat(event.isJson()).as(json).isTrue();
      List<Leaf> all = new java.util.ArrayList<>(event.own());
      all.addAll(event.shared());
      assertThat(shown(all)).as(json).isEqualTo(shown(EventReader.fields(json)));
      String spoiled = random.spoiled(json);
      if (!spoiled.startsWith("{") || !spoiled.endsWith("}")) {
        continue;
      }
      boolean isJson = reader.read("g", "s", spoiled).isJson();
      assertThat(isJson ? "" : EventReader.fields(spoiled).get(0).value())
          .as("malformed is text: " + spoiled)
          .isEqualTo(isJson ? "" : spoiled);
    }
  }

  @Test
  void tellsValuesOfOneHashApart() {
    // Both ends are alike, which is what they are looked up by.
    for (String middle : List.of("a", "b", "a", "c", "b")) {
      LogEvent event = reader.read("g", "s", "{\"k\":\"12345678" + middle + "12345678\"}");
      assertThat(event.own().get(0).value()).isEqualTo("12345678" + middle + "12345678");
    }
  }

  @Test
  void takesFieldsInAnyOrderAndMetadataOfOtherPods() {
    String cart = "\"kubernetes\":{\"pod_name\":\"cart-1\"}";
    String shop = "\"kubernetes\":{\"pod_name\":\"shop-1\",\"n\":{}}";
    assertThat(podOf("{\"a\":\"x y\"," + cart + "}")).isEqualTo("cart-1");
    assertThat(podOf("{" + cart + ",\"a\":\"x y\"}")).isEqualTo("cart-1");
    assertThat(podOf("{" + shop + ",\"a\":\"x y\",\"b\":1}")).isEqualTo("shop-1");
    assertThat(podOf("{\"b\":1,\"a\":\"x y\"," + shop + "}")).isEqualTo("shop-1");
    assertThat(reader.read("g", "s", "{\"kubernetes\":{\"pod_name\":\"cart-1\"}").isJson())
        .isFalse();
  }

  private String podOf(String json) {
    LogEvent event = reader.read("g", "s", json);
    assertThat(event.isJson()).isTrue();
    assertThat(event.own()).anyMatch(leaf -> leaf.name().equals("a") && leaf.value().equals("x y"));
    return String.valueOf(Origin.of(event.metadata(), "").pod());
  }
}
