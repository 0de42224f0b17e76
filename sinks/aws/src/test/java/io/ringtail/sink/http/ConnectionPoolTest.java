package io.ringtail.sink.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  private final AtomicLong nanos = new AtomicLong();
  private final ConnectionPool pool = new ConnectionPool(nanos::get);

  @Test
  void oneThatHasBeenIdleForAMinuteIsClosed() throws Exception {
    try (ScriptedHost host = new ScriptedHost(OK)) {
      HttpConnection connection = used(host);
      pool.give(connection);
      pass(59);
      assertThat(pool.closeExpired()).isTrue();
      assertThat(host.ended).hasValue(0);
      pass(1);

      assertThat(pool.closeExpired()).isFalse();
      assertThat(pool.take(connection.origin())).isNull();
      Awaitility.await().untilAsserted(() -> assertThat(host.ended).hasValue(1));
    }
  }

  @Test
  void orBeforeTheHostWouldCloseIt() throws Exception {
    try (ScriptedHost host =
        new ScriptedHost(OK.replace("\r\n\r\n", "\r\nKeep-Alive: timeout=5\r\n\r\n"))) {
      HttpConnection connection = used(host);
      pool.give(connection);
      pass(4);

      assertThat(pool.take(connection.origin())).isNull();
    }
  }

  @Test
  void oneThatTheHostHasClosedMeanwhileIsNotUsed() throws Exception {
    try (ScriptedHost host = new ScriptedHost(OK + ScriptedHost.CLOSE)) {
      HttpConnection connection = used(host);
      pool.give(connection);
      Awaitility.await().untilAsserted(() -> assertThat(host.ended).hasValue(1));
      pass(2);

      assertThat(pool.take(connection.origin())).isNull();
    }
  }

  @Test
  void oneThatTheHostHasLeftOpenIs() throws Exception {
    try (ScriptedHost host = new ScriptedHost(OK, OK.replace("{}", "[]"))) {
      HttpConnection connection = used(host);
      pool.give(connection);
      pass(2);

      assertThat(pool.take(connection.origin())).isSameAs(connection);
      assertThat(text(connection, host)).isEqualTo("[]");
      assertThat(host.connections).hasValue(1);
    }
  }

  @Test
  void noneIsUsedForAnotherOrigin() throws Exception {
    try (ScriptedHost host = new ScriptedHost(OK)) {
      HttpConnection connection = used(host);
      pool.give(connection);

      assertThat(pool.take(new Origin("http", "127.0.0.2", host.port()))).isNull();
      assertThat(pool.take(new Origin("https", "127.0.0.1", host.port()))).isNull();
      assertThat(pool.take(new Origin("http", "127.0.0.1", host.port()))).isSameAs(connection);
    }
  }

  @Test
  void whatIsGivenAfterCloseIsClosed() throws Exception {
    try (ScriptedHost host = new ScriptedHost(OK)) {
      HttpConnection connection = used(host);
      pool.close();
      pool.give(connection);

      assertThat(pool.take(connection.origin())).isNull();
      Awaitility.await().untilAsserted(() -> assertThat(host.ended).hasValue(1));
    }
  }

  private void pass(int seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private static HttpConnection used(ScriptedHost host) throws IOException {
    HttpSettings settings = new HttpSettings(null, origin -> HttpProxy.NONE, 5_000, 20_000, 40_000);
    HttpConnection connection =
        new HttpConnection(Origin.of(host.url("/")), HttpProxy.NONE, settings);
    assertThat(text(connection, host)).isEqualTo("{}");
    return connection;
  }

  private static String text(HttpConnection connection, ScriptedHost host) throws IOException {
    return connection.exchange(
        new HttpRequest("GET", host.url("/"), Map.of(), null),
        answer -> new String(answer.body().readAllBytes(), ISO_8859_1));
  }
}
