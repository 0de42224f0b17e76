package io.ringtail.node.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BoundedAnswerTest {
  private static final long LATER = TimeUnit.MINUTES.toNanos(1);

  @Test
  void passesOnWhatIsInTimeAndNotTooLong() throws IOException {
    try (InputStream in = of(100, System.nanoTime() + LATER, 101)) {
      assertThat(in.readAllBytes()).hasSize(100);
    }
  }

  @Test
  void endsAnAnswerThatTakesTooLong() throws IOException {
    try (InputStream in = of(100, System.nanoTime() - 1, 1_000)) {
      assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void endsAnAnswerThatIsTooLong() throws IOException {
    try (InputStream in = of(10_000, System.nanoTime() + LATER, 5_000)) {
      assertThatThrownBy(in::readAllBytes).hasMessageContaining("too long");
    }
  }

  private static InputStream of(int bytes, long deadlineNanos, long maxBytes) {
    return new BoundedAnswer(new ByteArrayInputStream(new byte[bytes]), deadlineNanos, maxBytes);
  }
}
