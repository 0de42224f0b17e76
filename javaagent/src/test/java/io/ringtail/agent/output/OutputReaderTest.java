package io.ringtail.agent.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ringtail.agent.capture.ReaderContext;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed while the pipeline starts. */
final class OutputReaderTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waitsForThePipelineOnlyWhereTheProgramAskedForIt(boolean asked) {
    OutputReader reader = new OutputReader(new Starting(asked), new Utf8());

    assertThat(reader.waits()).isEqualTo(asked);
  }

  /** Otherwise the end of a program waits for the reader in vain. */
  @Test
  void doesNotSleepThroughAWakeThatComesJustBefore() {
    PrintedQueue queue = new OutputReader(new Starting(false), new Utf8()).queue();
    queue.wake();

    assertTimeoutPreemptively(Duration.ofSeconds(20), queue::sleep);
  }

  private record Starting(boolean waitsForRoom) implements OutputHost {
    @Override
    public void startForOutput() {}

    @Override
    public void prepareForOutput() {}

    @Override
    public ReaderContext contextForOutput() {
      throw new IllegalStateException("it takes its time");
    }

    @Override
    public void runBeforeClose(Runnable work) {}

    @Override
    public void onShutdown() {}

    @Override
    public void warn(String key, String text) {}
  }

  private static final class Utf8 implements PrintedStreams {
    @Override
    public Charset outCharset() {
      return StandardCharsets.UTF_8;
    }

    @Override
    public Charset errorCharset() {
      return StandardCharsets.UTF_8;
    }

    @Override
    public boolean isShuttingDown() {
      return false;
    }

    @Override
    public boolean isWriting(boolean isError, long threadId) {
      return false;
    }
  }
}
