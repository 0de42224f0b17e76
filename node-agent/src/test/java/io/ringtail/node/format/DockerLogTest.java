package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.ringtail.node.entry.StdStream;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DockerLogTest {
  private final TestLog log = TestLog.container(EntryFormat.OFF, stream -> 0L);

  @Test
  void readsTimeStreamAndText() {
    log.line(
        "{\"log\":\"hello\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-20T22:00:00.123456789Z\"}");

    assertThat(log.entries)
        .containsExactly(
            new TestLog.Entry(
                StdStream.STDERR,
                Instant.parse("2026-11-20T22:00:00.123456789Z"),
                "hello",
                0,
                0,
                log.position()));
  }

  @Test
  void passesOverOtherMembersInAnyOrder() {
    log.line(
        "{\"attrs\":{\"a\":\"},]\\\"\",\"b\":[1,{\"log\":\"no\"}]}, \"time\" :"
            + " \"2026-11-20T22:00:00Z\",\"n\":null,\"stream\":\"stdout\" , \"log\": \"yes\\n\" }");
    assertThat(log.texts()).containsExactly("yes");
  }

  @Test
  void undoesEscapes() {
    log.line(
        "{\"log\":\"\\\"a\\\\b\\/\\t\\b\\f\\r\\u0000\\u00e4\\u20AC\\ud83d\\ude00 \\ud83dx\\n\"}");
    assertThat(log.texts()).containsExactly("\"a\\b/\t\b\f\r\0ä€😀 \uFFFDx");
  }

  @Test
  void joinsPiecesUntilANewline() {
    log.line("{\"log\":\"one \",\"stream\":\"stdout\",\"time\":\"2026-11-20T22:00:00Z\"}")
        .line("{\"log\":\"uno\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-20T22:00:01Z\"}")
        .line("{\"log\":\"t\\\"wo\",\"stream\":\"stdout\",\"time\":\"2026-11-20T22:00:02Z\"}")
        .line("{\"log\":\"\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-20T22:00:03Z\"}");

    assertThat(log.texts()).containsExactly("uno", "one t\"wo");
    assertThat(log.entries.get(1).time()).isEqualTo(Instant.parse("2026-11-20T22:00:00Z"));
  }

  @Test
  void aBackslashBeforeTheLastNIsNoNewline() {
    log.line("{\"log\":\"C:\\\\n\"}").line("{\"log\":\"\\n\"}");
    assertThat(log.texts()).containsExactly("C:\\n");
  }

  @Test
  void datesALineWithoutATimeLikeTheOneBefore() {
    log.line("{\"log\":\"a\\n\",\"time\":\"2026-11-20T20:00:00Z\"}")
        .line("{\"log\":\"b\\n\",\"time\":\"yesterday\"}");
    assertThat(log.entries.get(1).time()).isEqualTo(Instant.parse("2026-11-20T20:00:00Z"));
  }

  @Property(tries = 500)
  void readsWhatJacksonWrites(
      @ForAll @StringLength(max = 40) @CharRange(from = 0, to = 0xD7FF) String text,
      @ForAll boolean ascii)
      throws IOException {
    TestLog log = TestLog.container(EntryFormat.OFF, stream -> 0L);
    String oneLine = text.replace('\n', ' ').replaceAll("\r$", "");
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
      generator.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), ascii);
      generator.writeStartObject();
      generator.writeStringField("log", oneLine + "\n");
      generator.writeEndObject();
    }

    log.line(json.toString().getBytes(UTF_8));

    assertThat(log.texts()).containsExactly(oneLine);
  }
}
