package io.ringtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.event.Level;
import io.ringtail.sink.JsonLines;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.RecordingSink;
import io.ringtail.testing.RecordingSinkFactory;
import io.ringtail.testing.TestConfig;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where we speak of ourselves fails, a StatusListener of the program's say. */
@Timeout(60)
class PumpFaultsTest {
  @Test
  void aNoticeThatThrowsDoesNotEndThePump() throws Exception {
    RecordingSink sink = new RecordingSink();
    Pipeline pipeline =
        Pipeline.start(
            TestConfig.of("overflow", "block", "lingerMs", "1"),
            List.of(RecordingSinkFactory.of(sink)),
            new PipelineContext(
                TestConfig.surroundings(PipelineUnderTest.POD),
                (weight, key, text) -> {
                  throw new StackOverflowError("scripted");
                },
                Clock.SYSTEM,
                new JsonLines(OutputStream.nullOutputStream())));

    log(pipeline, "poison", new Object[] {"k", new Poison()});
    log(pipeline, "after", null);

    assertThat(pipeline.flush(Duration.ofSeconds(20))).isTrue();
    pipeline.close();
    Accounts accounts = pipeline.telemetries().get(0).accounts();
    assertThat(accounts.dropped()).containsEntry(DropReason.ENCODE_FAILED, 1L);
    assertThat(accounts.isBalanced()).isTrue();
    assertThat(sink.acceptedJson()).anyMatch(json -> json.contains("\"after\""));
  }

  private static void log(
      Pipeline pipeline, String message, @Nullable Object @Nullable [] keyValues) {
    pipeline
        .intake()
        .offer(0, 0, Level.ERROR, "l", "t", message, Map.of(), keyValues, null, null, null);
  }

  private static final class Poison {
    @Override
    public String toString() {
      throw new IllegalStateException("scripted");
    }
  }
}
