package io.ringtail.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.config.Format;
import io.ringtail.event.RecordForm;
import io.ringtail.event.TestEvent;
import io.ringtail.event.TestThrown;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A record within a JSON string is the same record. */
class RecordFormTest {
  private static final String METADATA = "{\"pod_name\":\"cart\",\"labels\":{\"a\":\"\\\"b\\\\\"}}";
  private static final int LIMIT = 1_048_550;

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings()
        .withChars("ab\"\\\n\u0001\u00e4\u4e2d\ud83d\ude00")
        .ofMaxLength(30);
  }

  @Property(tries = 300)
  void sameEventSameJsonInBothForms(
      @ForAll Format format,
      @ForAll("text") String a,
      @ForAll("text") String b,
      @ForAll("text") String c)
      throws IOException {
    TestEvent event =
        TestEvent.of(a + c.repeat(100))
            .withOrigin(b, c)
            .withMdc(Map.of("k" + a, b))
            .withKeyValues("n" + c, 17, "t" + b, true, "d" + a, 0.5)
            .withMarkers(c)
            .withThrown(TestThrown.of("a.Failed", a, "a.B#run"));

    assertSameInBothForms(format, LIMIT, event);
    assertSameInBothForms(format, 1_500, event);
  }

  @Test
  void whatIsTooLongIsCutAlike() throws IOException {
    for (String unit : new String[] {"x", "\"", "\\", "\n", "\u0001", "\u4e2d", "\ud83d"}) {
      assertSameInBothForms(Format.RINGTAIL, 100_000, TestEvent.of(unit.repeat(120_000)));
    }
  }

  private static void assertSameInBothForms(Format format, int limit, TestEvent event)
      throws IOException {
    RecordBuffer plain = encoded(format, limit, RecordForm.JSON, event);
    RecordBuffer inside = encoded(format, limit, RecordForm.JSON_STRING, event);
    byte[] json = new byte[inside.length()];
    int end = RecordForm.JSON_STRING.toJson(inside.array(), 0, inside.length(), json, 0);

    String expected = text(plain);
    assertThat(new String(json, 0, end, UTF_8)).isEqualTo(expected);
    assertThat(Encoding.parse('"' + text(inside) + '"').asText()).isEqualTo(expected);
    assertThat(plain.jsonBytes()).isEqualTo(plain.length()).isLessThanOrEqualTo(limit);
    assertThat(inside.jsonBytes()).isEqualTo(plain.length());
    assertThat(RecordForm.JSON_STRING.of(expected.getBytes(UTF_8)))
        .isEqualTo(text(inside).getBytes(UTF_8));
    assertThat(inside.length())
        .isLessThanOrEqualTo(plain.length() * RecordForm.JSON_STRING.maxGrowth());
  }

  private static RecordBuffer encoded(Format format, int limit, RecordForm form, TestEvent event)
      throws IOException {
    EventEncoder encoder = new EventEncoder(format, limit, form);
    encoder.setMetadata(METADATA);
    // What comes again is remembered, and copied from the third time on.
    encoder.encode(event, 1);
    encoder.encode(event, 2);
    return encoder.encode(event, 3);
  }

  private static String text(RecordBuffer record) {
    return new String(record.array(), 0, record.length(), UTF_8);
  }
}
