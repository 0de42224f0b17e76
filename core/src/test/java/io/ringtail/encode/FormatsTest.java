package io.ringtail.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.config.Format;
import io.ringtail.event.TestEvent;
import io.ringtail.event.TestThrown;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private static final String METADATA = "{\"pod_name\":\"cart\"}";

  @Test
  void writesTheMembersInTheOrderOfTheDesign() {
    Encoding encoding = new Encoding();
    encoding.encoder.setMetadata(METADATA);
    TestThrown cause = TestThrown.of("java.net.SocketException", "reset", "a.Net#read");
    TestEvent event =
        TestEvent.of("order 17 accepted")
            .withMdc(Map.of("traceId", "4bf9"))
            .withKeyValues("orderId", 17)
            .withMarkers("AUDIT", "MONEY")
            .withCaller(new StackTraceElement("a.B", "run", "B.java", 7))
            .withThrown(TestThrown.of("java.io.IOException", "failed", "a.B#run").causedBy(cause));

    String hash = encoding.json(event).path("exception").path("hash").asText();

    assertThat(hash).matches("[0-9a-f]{8}");
    assertThat(encoding.text(event))
        .isEqualTo(
            """
            {"time":"2026-11-20T22:00:00.123456789Z","level":"INFO",\
            "logger":"com.example.OrderService","thread":"main","message":"order 17 accepted",\
            "seq":17,"mdc":{"traceId":"4bf9"},"kv":{"orderId":17},"markers":["AUDIT","MONEY"],\
            "caller":{"class":"a.B","method":"run","file":"B.java","line":7},\
            "exception":{"class":"java.io.IOException","message":"failed","hash":"%s",\
            "root":{"class":"java.net.SocketException","message":"reset"},\
            "stack":"java.io.IOException: failed\\n\\tat a.B.run(File.java:10)\\n\
            Caused by: java.net.SocketException: reset\\n\\tat a.Net.read(File.java:10)"},\
            "kubernetes":{"pod_name":"cart"}}"""
                .formatted(hash));
  }

  @Test
  void leavesEmptyPartsOut() {
    assertThat(new Encoding().text(TestEvent.of("plain").withKeyValues().withMarkers()))
        .isEqualTo(
            "{\"time\":\"2026-11-20T22:00:00.123456789Z\",\"level\":\"INFO\","
                + "\"logger\":\"com.example.OrderService\",\"thread\":\"main\","
                + "\"message\":\"plain\",\"seq\":17}");
  }

  @Test
  void anExceptionWithoutMessageOrCauseHasNeither() {
    TestThrown thrown = TestThrown.of("a.Failed", null, "a.B#run");
    JsonNode exception =
        new Encoding().json(TestEvent.of("m").withThrown(thrown)).path("exception");

    assertThat(Encoding.keys(exception)).containsExactly("class", "hash", "stack");
  }

  @Test
  void writesEcs() {
    Encoding encoding = new Encoding(Format.ECS);
    encoding.encoder.setMetadata(METADATA);
    JsonNode json = encoding.json(full());

    assertThat(Encoding.keys(json))
        .containsExactly(
            "@timestamp",
            "log.level",
            "message",
            "ecs.version",
            "process.thread.name",
            "log.logger",
            "event.sequence",
            "orderId",
            "traceId",
            "tags",
            "error.type",
            "error.message",
            "error.id",
            "error.stack_trace",
            "kubernetes");
  }

  @Test
  void writesLogstash() {
    Encoding encoding = new Encoding(Format.LOGSTASH);
    encoding.encoder.setMetadata(METADATA);
    JsonNode json = encoding.json(full());

    assertThat(Encoding.keys(json))
        .containsExactly(
            "@timestamp",
            "@version",
            "message",
            "logger_name",
            "thread_name",
            "level",
            "level_value",
            "seq",
            "orderId",
            "traceId",
            "tags",
            "stack_hash",
            "stack_trace",
            "kubernetes");
    assertThat(json.path("level_value").asInt()).isEqualTo(20_000);
  }

  @Test
  void flatFormatsKeepTheProgramsNamesApartFromTheirOwn() {
    TestEvent event =
        TestEvent.of("real")
            .withMdc(Map.of("message", "from the MDC", "level", "from the MDC"))
            .withKeyValues("message", "from a pair", "seq", 1);
    JsonNode json = new Encoding(Format.LOGSTASH).json(event);

    assertThat(json.path("message").asText()).isEqualTo("real");
    assertThat(json.path("message_").asText()).isEqualTo("from a pair");
    assertThat(json.path("message__").asText()).isEqualTo("from the MDC");
    assertThat(json.path("level_").asText()).isEqualTo("from the MDC");
    assertThat(json.path("seq").asInt()).isEqualTo(17);
    assertThat(json.path("seq_").asInt()).isEqualTo(1);
  }

  private static TestEvent full() {
    return TestEvent.of("m")
        .withMdc(Map.of("traceId", "4bf9"))
        .withKeyValues("orderId", 17)
        .withMarkers("AUDIT")
        .withThrown(TestThrown.of("a.Failed", "no", "a.B#run"));
  }
}
