package io.ringtail.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

// A null fails the test, as it should.
@SuppressWarnings("NullAway")
final class EventShapeTest {
  private final LoggingProgram program = LoggingProgram.withDefaults();

  @AfterEach
  void stop() {
    MDC.clear();
    program.close();
  }

  @Test
  void sendsTimeLevelLoggerThreadMessageAndSeqInThisOrder() throws Exception {
    program.logger().info("order {} accepted", 17);

    JsonNode event = program.arrived().get(0);
    assertThat(names(event)).containsExactly("time", "level", "logger", "thread", "message", "seq");
    assertThat(Instant.parse(event.get("time").asText()))
        .isCloseTo(Instant.now(), within(60, ChronoUnit.SECONDS));
    assertThat(event.get("time").asText()).hasSize("2026-11-20T22:00:00.123456789Z".length());
    assertThat(event.get("level").asText()).isEqualTo("INFO");
    assertThat(event.get("logger").asText()).isEqualTo("com.example.OrderService");
    assertThat(event.get("thread").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(event.get("message").asText()).isEqualTo("order 17 accepted");
    assertThat(event.get("seq").asLong()).isEqualTo(1);
  }

  @Test
  void keepsTheMdcOfTheMomentOfLogging() throws Exception {
    // The contexts' own MDC adapter: the static MDC may belong to another context.
    program.context.getMDCAdapter().put("traceId", "4bf9");
    program.logger().info("one");
    program.context.getMDCAdapter().put("traceId", "changed");
    program.logger().info("two");
    program.context.getMDCAdapter().clear();

    List<JsonNode> events = program.arrived();
    assertThat(events.get(0).at("/mdc/traceId").asText()).isEqualTo("4bf9");
    assertThat(events.get(1).at("/mdc/traceId").asText()).isEqualTo("changed");
  }

  @Test
  void keepsNumbersAndBooleansOfKeyValuesAndTheTextOfTheRest() throws Exception {
    AtomicInteger changing = new AtomicInteger(5);
    StringBuilder mutable = new StringBuilder("before");
    program
        .logger()
        .atInfo()
        .addKeyValue("orderId", 17)
        .addKeyValue("paid", true)
        .addKeyValue("price", 9.5)
        .addKeyValue("count", changing)
        .addKeyValue("text", mutable)
        .addKeyValue("none", (Object) null)
        .log("sold");
    changing.set(6);
    mutable.append(" and after");

    JsonNode kv = program.arrived().get(0).get("kv");
    assertThat(kv.toString())
        .isEqualTo(
            "{\"orderId\":17,\"paid\":true,\"price\":9.5,\"count\":5,"
                + "\"text\":\"before\",\"none\":null}");
  }

  @Test
  void sendsAllMarkers() throws Exception {
    program
        .logger()
        .atWarn()
        .addMarker(MarkerFactory.getMarker("AUDIT"))
        .addMarker(MarkerFactory.getMarker("BILLING"))
        .log("x");

    assertThat(program.arrived().get(0).get("markers").toString())
        .isEqualTo("[\"AUDIT\",\"BILLING\"]");
  }

  @Test
  void sendsExceptionsWithCausesSuppressedOnesAndTheRoot() throws Exception {
    Exception failure = new IllegalStateException("outer", new IOException("reset"));
    failure.addSuppressed(new IOException("while closing"));
    program.logger().error("failed", failure);

    JsonNode exception = program.arrived().get(0).get("exception");
    assertThat(names(exception)).containsExactly("class", "message", "hash", "root", "stack");
    assertThat(exception.get("class").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(exception.at("/root/class").asText()).isEqualTo("java.io.IOException");
    assertThat(exception.at("/root/message").asText()).isEqualTo("reset");
    assertThat(exception.get("hash").asText()).matches("[0-9a-f]{8}");
    assertThat(exception.get("stack").asText())
        .startsWith("java.lang.IllegalStateException: outer\n\tat " + getClass().getName())
        .contains("\n\tSuppressed: java.io.IOException: while closing\n")
        .contains("\nCaused by: java.io.IOException: reset\n");
  }

  @Test
  void survivesCyclicCauses() throws Exception {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);
    program.logger().error("cyclic", one);

    assertThat(program.arrived().get(0).at("/exception/stack").asText())
        .contains("one", "two", "CIRCULAR REFERENCE");
  }

  @Test
  void sendsNullAndEmptyMessagesAndNullArguments() throws Exception {
    program.logger().info(null);
    program.logger().info("");
    program.logger().info("a {} b {}", null, null);

    assertThat(program.arrived())
        .extracting(event -> event.get("message").asText())
        .containsExactly("null", "", "a null b null");
  }

  @Test
  void sendsAnyText() throws Exception {
    String text = "tab\t nul\u0000 bell\u0007 emoji \uD83D\uDE00 lone \uD800 quote\" \\ \u2028 ü";
    program.logger().info(text);

    assertThat(program.arrived().get(0).get("message").asText()).isEqualTo(text);
  }

  @Test
  void shortensTwoMegabytesOfTextAndSaysSo() throws Exception {
    program.logger().info("x".repeat(2_000_000));
    program.logger().info("next");

    List<JsonNode> events = program.arrived();
    assertThat(events.get(0).get("truncated").asBoolean()).isTrue();
    assertThat(events.get(0).get("originalBytes").asInt()).isGreaterThan(2_000_000);
    assertThat(events.get(0).toString().length()).isLessThanOrEqualTo(1_048_576 - 26);
    assertThat(events.get(1).get("message").asText()).isEqualTo("next");
  }

  @Test
  void sendsCallerDataOnlyWhenAsked() throws Exception {
    program.logger().info("without");
    assertThat(program.arrived().get(0).has("caller")).isFalse();

    try (LoggingProgram asked =
        LoggingProgram.with("<callerData>true</callerData><lingerMs>21</lingerMs>")) {
      asked.logger().info("with");
      JsonNode caller = asked.arrived().get(0).get("caller");
      assertThat(caller.get("class").asText()).isEqualTo(EventShapeTest.class.getName());
      assertThat(caller.get("method").asText()).isEqualTo("sendsCallerDataOnlyWhenAsked");
      assertThat(caller.get("file").asText()).isEqualTo("EventShapeTest.java");
    }
  }

  @Test
  void shipsByLevelAndLoggerPrefix() throws Exception {
    try (LoggingProgram filtered =
        LoggingProgram.with("<level>INFO,com.example.db=WARN</level><lingerMs>22</lingerMs>")) {
      filtered.logger().debug("no");
      filtered.logger().info("yes");
      filtered.context.getLogger("com.example.db.Pool").info("no");
      filtered.context.getLogger("com.example.db.Pool").warn("yes");
      filtered.context.getLogger("com.example.dba").info("yes");

      assertThat(filtered.arrived())
          .hasSize(3)
          .allMatch(event -> event.get("message").asText().equals("yes"));
      assertThat(filtered.appender().accounts().captured()).isEqualTo(3);
    }
  }

  @Test
  void numbersEventsOfOneThreadInTheirOrder() throws Exception {
    for (int i = 1; i <= 5_000; i++) {
      program.logger().info("{}", i);
      if (i % 1_000 == 0) {
        assertThat(program.appender().flush(Duration.ofSeconds(20))).isTrue();
      }
    }

    List<JsonNode> events = program.arrived();
    assertThat(events).hasSize(5_000);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).get("seq").asLong()).isEqualTo(i + 1);
      assertThat(events.get(i).get("message").asInt()).isEqualTo(i + 1);
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
