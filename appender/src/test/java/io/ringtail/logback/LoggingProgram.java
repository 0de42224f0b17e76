package io.ringtail.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.testing.RecordingSink;
import io.ringtail.testing.SharedRecordingSinkFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;

/** A logging context of its own with our appender in its XML, and what arrives from it. */
// A null fails the test, as it should.
@SuppressWarnings("NullAway")
final class LoggingProgram implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger STREAMS = new AtomicInteger();

  final LoggerContext context = new LoggerContext();
  final RecordingSink sink = SharedRecordingSinkFactory.renew();
  private final String configuration;

  private LoggingProgram(String configuration) {
    this.configuration = configuration;
    // SLF4J's binding sets it, for its own context.
    context.setMDCAdapter(new LogbackMDCAdapter());
    configure();
  }

  /** With {@code elements} in the appender. A short linger makes equal tests' pipelines differ. */
  static LoggingProgram with(String elements) {
    return new LoggingProgram(
        """
        <configuration>
          <appender name="R" class="io.ringtail.logback.RingtailAppender">
            <sink>recording</sink>
            %s
          </appender>
          <root level="TRACE"><appender-ref ref="R"/></root>
        </configuration>
        """
            .formatted(elements));
  }

  /** A stream of its own, so that its numbers begin with 1: those of a stream go on for ever. */
  static LoggingProgram withDefaults() {
    return with(
        "<lingerMs>20</lingerMs><logStream>%d</logStream>".formatted(STREAMS.incrementAndGet()));
  }

  /** Reads the XML, as a program's start and Spring Boot's reset do. */
  void configure() {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(
          new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException e) {
      throw new IllegalArgumentException(configuration, e);
    }
    context.start();
  }

  Logger logger() {
    return context.getLogger("com.example.OrderService");
  }

  RingtailAppender appender() {
    return (RingtailAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("R");
  }

  /** Everything that has arrived, once it has. */
  List<JsonNode> arrived() throws Exception {
    if (!appender().flush(Duration.ofSeconds(20))) {
      throw new AssertionError("not flushed: " + appender().accounts());
    }
    return received();
  }

  /** What the sink has taken, by seq: batches under way at once end in any order. */
  List<JsonNode> received() throws JsonProcessingException {
    List<JsonNode> events = new ArrayList<>();
    for (String json : sink.acceptedJson()) {
      events.add(JSON.readTree(json));
    }
    events.sort(Comparator.comparingLong(event -> event.get("seq").asLong()));
    return events;
  }

  List<String> warnings() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() >= Status.WARN)
        .map(Status::getMessage)
        .toList();
  }

  boolean hasErrorStatus() {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .anyMatch(status -> status.getLevel() == Status.ERROR);
  }

  @Override
  public void close() {
    context.stop();
  }
}
