package io.ringtail.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.config.Format;
import io.ringtail.event.TestEvent;
import io.ringtail.event.TestThrown;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a program logs comes out of a JSON parser as it went in. */
class AnyTextTest {
  /** All UTF-16: lone surrogates, NUL, controls, emoji; and lengths around buffer ends. */
  @Provide
  Arbitrary<String> text() {
    Arbitrary<Character> chars =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.chars().ascii()),
            Tuple.of(2, Arbitraries.chars().range('\u0000', '\u001f')),
            Tuple.of(2, Arbitraries.chars().range('\ud800', '\udfff')),
            Tuple.of(
                1,
                Arbitraries.of('"', '\\', '/', '\u007f', '\u2028', '\u2029', '\ufeff', '\uffff')),
            Tuple.of(1, Arbitraries.chars().all()));
    Arbitrary<String> shortText =
        chars
            .list()
            .ofMaxSize(40)
            .map(list -> list.stream().map(String::valueOf).collect(Collectors.joining()));
    Arbitrary<String> emoji = Arbitraries.of("\ud83d\ude00", "", "e\u0301", "\ud83d\ude00 \ud83d");
    Arbitrary<Integer> repeats = Arbitraries.of(1, 1, 1, 7, 300);
    return Combinators.combine(shortText, emoji, repeats)
        .as((part, face, times) -> (part + face).repeat(times));
  }

  @Property(tries = 300)
  void roundTripsInOurFormat(
      @ForAll("text") String a, @ForAll("text") String b, @ForAll("text") String c) {
    Encoding encoding = new Encoding();
    JsonNode json = encoding.json(event(a, b, c));

    assertThat(json.path("message").asText()).isEqualTo(a);
    assertThat(json.path("thread").asText()).isEqualTo(b);
    assertThat(json.path("logger").asText()).isEqualTo(c);
    assertThat(json.path("mdc").path(b).asText()).isEqualTo(a);
    assertThat(json.path("kv").path(c).asText()).isEqualTo(b);
    assertThat(json.path("markers").path(0).asText()).isEqualTo(c);
    assertThat(json.path("exception").path("message").asText()).isEqualTo(a);
    assertThat(json.path("exception").path("stack").asText())
        .isEqualTo("a.Failed: " + a + "\n\tat a.B.run(File.java:10)");
    // What comes again may be remembered.
    assertThat(encoding.json(event(a, b, c))).isEqualTo(json);
    assertThat(encoding.json(event(a, b, c))).isEqualTo(json);
  }

  @Property(tries = 100)
  void roundTripsInLogstash(@ForAll("text") String a, @ForAll("text") String b) {
    JsonNode json = new Encoding(Format.LOGSTASH).json(event(a, b, "k" + b));

    assertThat(json.path("message").asText()).isEqualTo(a);
    assertThat(json.path("thread_name").asText()).isEqualTo(b);
    assertThat(json.path("k" + b).asText()).isEqualTo(b);
    assertThat(json.path("stack_trace").asText()).contains(a);
  }

  @Property(tries = 100)
  void roundTripsInEcs(@ForAll("text") String a, @ForAll("text") String b) {
    JsonNode json = new Encoding(Format.ECS).json(event(a, b, "k" + b));

    assertThat(json.path("message").asText()).isEqualTo(a);
    assertThat(json.path("process.thread.name").asText()).isEqualTo(b);
    assertThat(json.path("k" + b).asText()).isEqualTo(b);
    assertThat(json.path("error.message").asText()).isEqualTo(a);
  }

  @Property(tries = 100)
  void isValidAndWithinTheLimitHoweverLittleRoomThereIs(
      @ForAll("text") String a, @ForAll("text") String b, @ForAll("text") String c) {
    for (int limit : new int[] {600, 1_000, 2_500}) {
      Encoding encoding = new Encoding(Format.RINGTAIL, limit);
      String record = encoding.text(event(a, b, c));

      assertThat(record.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(limit);
      assertThat(Encoding.parse(record).path("level").asText()).isEqualTo("INFO");
    }
  }

  private static TestEvent event(String a, String b, String c) {
    return TestEvent.of(a)
        .withOrigin(c, b)
        .withMdc(Map.of(b, a))
        .withKeyValues(c, b)
        .withMarkers(c)
        .withThrown(TestThrown.of("a.Failed", a, "a.B#run"));
  }
}
