package io.ringtail.sink.http;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Sends requests, each on a connection of its own, which is kept for the next one.
 *
 * <p>Ours instead of HttpURLConnection, which costs a program that has just started a quarter of a
 * second in the JVM's compilers, tests each kept connection for a millisecond, and is traced by
 * agents of others as if the program had sent something. No redirects, no cookies, no compression,
 * nothing of the program's own settings but its choice of a proxy. A request is sent once: whoever
 * knows whether it may be repeated does that.
 *
 * <p>Threading: safe.
 */
public final class HttpClient implements AutoCloseable {
  private static final long TIDY_EVERY_MILLIS = 60_000;

  private final HttpSettings settings;
  private final ConnectionPool kept;
  private final Watchdog watchdog;

  /**
   * @param watchdog the name of the thread that breaks requests off
   */
  public HttpClient(String watchdog, HttpSettings settings) {
    this(watchdog, settings, System::nanoTime);
  }

  HttpClient(String watchdog, HttpSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.kept = new ConnectionPool(nanoTime);
    this.watchdog =
        new Watchdog(watchdog, settings.wholeMillis(), TIDY_EVERY_MILLIS, kept::closeExpired);
  }

  /**
   * @throws java.net.SocketTimeoutException if no answer came in time
   * @throws IOException if there is no answer, or not all of it
   */
  public <T> T send(HttpRequest request, HttpAnswer.Reader<T> reader) throws IOException {
    HttpConnection connection = connection(Origin.of(request.url()));
    Watchdog.Watch watch = watch(connection);
    boolean isAnswered = false;
    try {
      T value = connection.exchange(request, reader);
      isAnswered = true;
      return value;
    } catch (IOException | RuntimeException e) {
      // Providers of TLS throw what they like when a connection is broken off.
      throw watchdog.failure(watch, e);
    } finally {
      boolean isWhole = watchdog.end(watch) && isAnswered;
      if (!isWhole) {
        connection.breakOff();
      } else if (connection.isReusable()) {
        kept.give(connection);
      } else {
        connection.close();
      }
    }
  }

  /** Breaks all requests off; none begins afterwards. */
  @Override
  public void close() {
    watchdog.close();
    kept.close();
  }

  private Watchdog.Watch watch(HttpConnection connection) throws IOException {
    try {
      return watchdog.begin(connection::breakOff);
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private HttpConnection connection(Origin origin) {
    HttpConnection found = kept.take(origin);
    return found == null
        ? new HttpConnection(origin, settings.proxies().to(origin.uri()), settings)
        : found;
  }
}
