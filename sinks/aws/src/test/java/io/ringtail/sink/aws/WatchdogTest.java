package io.ringtail.sink.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final Watchdog quick = new Watchdog("test-watchdog", 1);
  private final Watchdog patient = new Watchdog("test-watchdog", 60_000);

  @AfterEach
  void stop() {
    quick.close();
    patient.close();
  }

  @Test
  void aRequestThatTakesTooLongIsBrokenOffOnce() throws MalformedURLException {
    Request late = new Request();
    Request later = new Request();
    assertThat(quick.begin(late)).isTrue();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> late.aborts.get() > 0);
    assertThat(quick.begin(later)).isTrue();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> later.aborts.get() > 0);

    assertThat(late.aborts).hasValue(1);
  }

  @Test
  void aRequestThatHasEndedIsLeftAlone() throws MalformedURLException {
    Request ended = new Request();
    Request other = new Request();
    patient.begin(ended);
    patient.begin(other);
    patient.end(ended);
    patient.close();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> other.aborts.get() > 0);

    assertThat(ended.aborts).hasValue(0);
  }

  /** A connection that it has closed looks as one that has gone stale, which is tried again. */
  @Test
  void whatItHasBrokenOffHasTimedOut() throws MalformedURLException {
    SocketException closed = new SocketException("Socket closed");
    Request late = new Request();
    quick.begin(late);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> late.aborts.get() > 0);
    Request other = new Request();
    patient.begin(other);

    assertThat(quick.failure(late, closed))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("no answer within 1 ms")
        .hasCause(closed);
    assertThat(patient.failure(other, closed)).isSameAs(closed);
    assertThat(patient.failure(other, new IllegalStateException("odd")))
        .isExactlyInstanceOf(IOException.class);
  }

  @Test
  void nothingBeginsAfterClose() throws MalformedURLException {
    patient.close();

    assertThat(patient.begin(new Request())).isFalse();
  }

  /** Only counts how often it is broken off. */
  private static final class Request extends HttpURLConnection {
    private final AtomicInteger aborts = new AtomicInteger();

    Request() throws MalformedURLException {
      super(URI.create("http://127.0.0.1/").toURL());
    }

    @Override
    public void connect() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean usingProxy() {
      return false;
    }

    @Override
    public void disconnect() {
      aborts.incrementAndGet();
    }
  }
}
