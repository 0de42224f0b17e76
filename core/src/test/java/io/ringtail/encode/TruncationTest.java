package io.ringtail.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.config.Format;
import io.ringtail.event.TestEvent;
import io.ringtail.event.TestThrown;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruncationTest {
  private static final int LIMIT = 1_048_550;

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "\u4e2d", "\ud83d\ude00", "\u0001", "\""})
  void aLongMessageUsesTheRoomThereIs(String unit) {
    String message = unit.repeat((2 << 20) / unit.length());
    String whole = new Encoding(Format.RINGTAIL, Integer.MAX_VALUE).text(TestEvent.of(message));

    JsonNode json = checked(new Encoding().text(TestEvent.of(message)), 99);

    assertThat(message).startsWith(json.path("message").asText());
    assertThat(json.path("originalBytes").asLong()).isEqualTo(bytes(whole));
    assertThat(json.path("logger").asText()).isEqualTo("com.example.OrderService");
  }

  @ParameterizedTest
  @ValueSource(ints = {2 << 20, 8 << 20})
  void aLongStackUsesTheRoomThereIs(int chars) {
    String[] frames = new String[chars / 1024];
    java.util.Arrays.fill(frames, "a.B" + "c".repeat(1000) + "#run");
    TestEvent event = TestEvent.of("m").withThrown(TestThrown.of("a.Failed", "no", frames));

    JsonNode json = checked(new Encoding().text(event), 99);

    assertThat(json.path("message").asText()).isEqualTo("m");
    assertThat(json.path("exception").path("message").asText()).isEqualTo("no");
    assertThat(json.path("originalBytes").asLong()).isGreaterThan(frames.length * 1000L);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void soManyMdcEntriesLeaveTheMessageWhole(Format format) {
    Map<String, String> mdc = new LinkedHashMap<>();
    for (int i = 0; i < 100_000; i++) {
      mdc.put("key" + i, "value" + i);
    }

    JsonNode json = checked(new Encoding(format).text(TestEvent.of("hello").withMdc(mdc)), 0);

    assertThat(json.path("message").asText()).isEqualTo("hello");
    assertThat(json.toString()).contains("com.example.OrderService", "\"INFO\"", "\"main\"");
  }

  @Test
  void manyShortEntriesDoNotCostTheMessage() {
    Map<String, String> mdc = new LinkedHashMap<>();
    for (int i = 0; i < 40_000; i++) {
      mdc.put("key" + i, "0123456789abcdef");
    }

    JsonNode json =
        checked(new Encoding().text(TestEvent.of("a message of usual length").withMdc(mdc)), 0);

    assertThat(json.path("message").asText()).isEqualTo("a message of usual length");
  }

  @Test
  void aGiantKeyIsLeftOutWithItsMap() {
    TestEvent event = TestEvent.of("hello").withMdc(Map.of("k".repeat(2 << 20), "v"));

    JsonNode json = checked(new Encoding().text(event), 0);

    assertThat(json.path("message").asText()).isEqualTo("hello");
  }

  @Test
  void countsWhatWasCutBeforeTheRing() {
    JsonNode json = new Encoding().json(TestEvent.of("short").withCutBytes(5_000));
    int whole = bytes(new Encoding().text(TestEvent.of("short")));

    assertThat(json.path("truncated").asBoolean()).isTrue();
    assertThat(json.path("originalBytes").asInt()).isEqualTo(whole + 5_000);
    assertThat(json.path("message").asText()).isEqualTo("short");
  }

  @Test
  void anEventThatJustFitsIsNotTouched() {
    TestEvent event = TestEvent.of("x".repeat(5_000));
    String whole = new Encoding().text(event);

    assertThat(new Encoding(Format.RINGTAIL, bytes(whole)).text(event)).isEqualTo(whole);
    assertThat(new Encoding(Format.RINGTAIL, bytes(whole) - 1).json(event).path("truncated"))
        .hasToString("true");
  }

  @Test
  void theEventAfterAFailingOneIsIntact() {
    Encoding encoding = new Encoding();
    encoding.encoder.setMetadata("{\"pod_name\":\"cart\"}");
    String good = encoding.text(TestEvent.of("good"));
    TestEvent bad = TestEvent.of("bad").withThrown(new Failing());

    assertThatThrownBy(() -> encoding.text(bad)).hasMessage("no message for you");

    assertThat(encoding.text(TestEvent.of("good"))).isEqualTo(good).contains("cart");
  }

  @Test
  void theEventAfterATruncatedOneIsIntact() {
    Encoding encoding = new Encoding();
    String good = encoding.text(TestEvent.of("good"));
    encoding.text(TestEvent.of("x".repeat(3 << 20)));

    assertThat(encoding.text(TestEvent.of("good"))).isEqualTo(good);
  }

  @Test
  void refusesWhereMetadataAloneIsTooLong() {
    Encoding encoding = new Encoding(Format.RINGTAIL, 1_000);
    encoding.encoder.setMetadata("{\"pod_name\":\"" + "x".repeat(2_000) + "\"}");

    assertThatThrownBy(() -> encoding.text(TestEvent.of("m"))).hasMessageContaining("metadata");
  }

  private static JsonNode checked(String record, int minPercent) {
    assertThat(bytes(record)).isBetween((int) (LIMIT * (long) minPercent / 100), LIMIT);
    JsonNode json = Encoding.parse(record);
    assertThat(json.path("truncated").asBoolean()).isTrue();
    assertThat(json.path("originalBytes").asLong()).isGreaterThan(LIMIT);
    return json;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static final class Failing implements io.ringtail.event.Thrown {
    private final TestThrown calm = TestThrown.of("a.Failed", "", "a.B#run");

    @Override
    public String className() {
      return calm.className();
    }

    @Override
    public String message() {
      throw new IllegalStateException("no message for you");
    }

    @Override
    public int frameCount() {
      return 0;
    }

    @Override
    public StackTraceElement frame(int index) {
      return calm.frame(index);
    }

    @Override
    public int commonFrames() {
      return 0;
    }

    @Override
    public io.ringtail.event.@org.jspecify.annotations.Nullable Thrown cause() {
      return null;
    }

    @Override
    public java.util.List<io.ringtail.event.Thrown> suppressed() {
      return java.util.List.of();
    }

    @Override
    public boolean isCyclic() {
      return false;
    }
  }
}
