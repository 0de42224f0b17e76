package io.ringtail.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.config.RingtailConfig;
import io.ringtail.event.Level;
import io.ringtail.event.Thrown;
import io.ringtail.sink.JsonLines;
import io.ringtail.sink.SinkFactory;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Telemetry;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.RecordingSink;
import io.ringtail.testing.RecordingSinkFactory;
import io.ringtail.testing.TestConfig;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole pipeline over a recording sink, with short ways to log and to look. */
final class PipelineUnderTest implements AutoCloseable {
  static final Map<String, String> POD =
      Map.of("POD_NAME", "cart-1", "POD_NAMESPACE", "shop", "CONTAINER_NAME", "app");
  private static final ObjectMapper JSON = new ObjectMapper();

  final RecordingSink sink = new RecordingSink();
  final RecordingNotices notices = new RecordingNotices();
  final Pipeline pipeline;
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();

  PipelineUnderTest(String... options) {
    this(Clock.SYSTEM, TestConfig.of(options));
  }

  PipelineUnderTest(Clock clock, RingtailConfig config) {
    pipeline = start(clock, config, RecordingSinkFactory.of(sink));
  }

  private Pipeline start(Clock clock, RingtailConfig config, SinkFactory factory) {
    PipelineContext context =
        new PipelineContext(TestConfig.surroundings(POD), notices, clock, new JsonLines(stdout));
    return Pipeline.start(config, List.of(factory), context);
  }

  void log(Level level, String message) {
    log(level, message, null);
  }

  void log(Level level, String message, @Nullable Thrown thrown) {
    log("com.example.Shop", level, message, thrown);
  }

  void log(String logger, Level level, String message, @Nullable Thrown thrown) {
    long now = System.currentTimeMillis();
    pipeline
        .intake()
        .offer(
            now / 1_000,
            (int) (now % 1_000) * 1_000_000,
            level,
            logger,
            Thread.currentThread().getName(),
            message,
            Map.of(),
            null,
            null,
            thrown,
            null);
  }

  void print(String line) {
    long now = System.currentTimeMillis();
    pipeline.intake().offerPrinted(now / 1_000, 0, Level.INFO, "stdout", "main", line, null);
  }

  boolean flush() throws InterruptedException {
    return pipeline.flush(Duration.ofSeconds(20));
  }

  Telemetry telemetry() {
    return pipeline.telemetries().get(0);
  }

  /** The records that the sink accepted. */
  List<JsonNode> delivered() {
    return sink.acceptedJson().stream().map(PipelineUnderTest::parse).toList();
  }

  /** The records that went to stdout. */
  List<JsonNode> stdout() {
    return stdout.toString(StandardCharsets.UTF_8).lines().map(PipelineUnderTest::parse).toList();
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  static List<String> messages(List<JsonNode> records) {
    return records.stream().map(record -> record.path("message").asText()).toList();
  }

  static boolean isLossRecord(JsonNode record) {
    return record.path("logger").asText().equals("io.ringtail");
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
