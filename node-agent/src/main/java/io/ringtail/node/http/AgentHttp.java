package io.ringtail.node.http;

import io.ringtail.sink.RingtailThread;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Health, metrics and coverage over HTTP, on all interfaces.
 *
 * <p>One daemon thread, `ringtail-http`; it shares nothing with the reading thread but what {@link
 * AgentStatus} publishes. At most 256 connections, 10 s each, and 4 MiB of answers.
 *
 * <p>Threading: safe.
 */
public final class AgentHttp implements AutoCloseable {
  private static final long MAX_MILLIS = 10_000;

  private final HttpLoop loop;

  private AgentHttp(HttpLoop loop) {
    this.loop = loop;
  }

  /**
   * Binds and starts.
   *
   * @param port HTTP_PORT; 0: any free one
   * @throws IOException if the port cannot be had; the message names it
   */
  public static AgentHttp start(int port, AgentStatus status, Clock clock, Notices notices)
      throws IOException {
    Endpoints endpoints = new Endpoints(status, clock);
    HttpLoop loop;
    try {
      loop = new HttpLoop(new InetSocketAddress(port), MAX_MILLIS, endpoints::answer, notices);
    } catch (IOException e) {
      throw new IOException("HTTP_PORT " + port + " cannot be listened on: " + e.getMessage(), e);
    }
    new RingtailThread("http", loop).start();
    return new AgentHttp(loop);
  }

  /** The port that is listened on. */
  public int port() {
    return loop.port();
  }

  @Override
  public void close() {
    loop.close();
  }
}
