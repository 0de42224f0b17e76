package io.ringtail.node.http;

import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Answers short requests on one thread, and lets no client wait for another.
 *
 * <p>The JDK's HttpServer gives a thread of its pool to each request from its first byte on, and
 * knows time-outs only for the JVM as a whole: a handful of slow clients would keep kubelet's probe
 * from being answered, and kubelet would kill the agent. Here no thread ever waits for a client.
 *
 * <p>Threading: {@link #run} on a thread of its own; {@link #close} from any.
 */
final class HttpLoop implements Runnable, AutoCloseable {
  static final int MAX_CONNECTIONS = 256;

  /** Of answers that clients have not taken yet, all together. */
  static final long MAX_WAITING_BYTES = 4L << 20;

  private static final int BACKLOG = 128;
  private static final long SWEEP_MILLIS = 1_000;
  private static final long PAUSE_NANOS = 100_000_000;
  private static final HttpReply BUSY =
      HttpReply.text(503, "too many clients do not take their answers; try again\n");

  private final Selector selector;
  private final ServerSocketChannel listener;
  private final Function<HttpRequest, HttpReply> answers;
  private final Notices notices;
  private final long maxNanos;

  /** In the order in which they came. */
  private final Deque<HttpConnection> connections = new ArrayDeque<>();

  private volatile boolean isClosed;

  /**
   * @param maxMillis that a client may take for a request and its answer
   */
  HttpLoop(
      InetSocketAddress address,
      long maxMillis,
      Function<HttpRequest, HttpReply> answers,
      Notices notices)
      throws IOException {
    this.maxNanos = maxMillis * 1_000_000;
    this.answers = answers;
    this.notices = notices;
    this.selector = Selector.open();
    this.listener = ServerSocketChannel.open();
    try {
      listener.configureBlocking(false);
      listener.bind(address, BACKLOG);
      listener.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  int port() {
    return listener.socket().getLocalPort();
  }

  @Override
  public void run() {
    while (!isClosed) {
      try {
        // With nobody there, there is nobody to be closed.
        selector.select(this::ready, connections.isEmpty() ? 0 : SWEEP_MILLIS);
        closeOverdue();
      } catch (Throwable e) {
        // Whatever it is, the next probe may be answered.
        tell(e);
        pause();
      }
    }
    connections.forEach(HttpConnection::close);
  }

  @Override
  public void close() {
    isClosed = true;
    try {
      listener.close();
      selector.close();
    } catch (IOException e) {
      // The port is free at the latest when the process ends.
    }
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof HttpConnection connection) {
      advance(key, connection);
    } else {
      accept();
    }
  }

  private void accept() {
    try {
      for (SocketChannel channel = listener.accept();
          channel != null;
          channel = listener.accept()) {
        if (connections.size() >= MAX_CONNECTIONS) {
          connections.removeFirst().close();
        }
        open(channel);
      }
    } catch (IOException e) {
      // Out of file descriptors, as a rule: the oldest makes room for the next attempt.
      if (!connections.isEmpty()) {
        connections.removeFirst().close();
      }
      tell(e);
      pause();
    }
  }

  private void open(SocketChannel channel) throws IOException {
    HttpConnection connection =
        new HttpConnection(channel, System.nanoTime() + maxNanos, this::answer);
    // First of all: what fails below, as at the end, is closed with the others.
    connections.addLast(connection);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, connection);
  }

  private void advance(SelectionKey key, HttpConnection connection) {
    int wanted = 0;
    try {
      wanted = connection.advance();
    } catch (IOException e) {
      // The client went away.
    }
    if (wanted == 0) {
      connections.remove(connection);
      connection.close();
    } else if (key.isValid()) {
      key.interestOps(wanted);
    }
  }

  private HttpReply answer(HttpRequest request) {
    long waiting = connections.stream().mapToLong(HttpConnection::waitingBytes).sum();
    if (waiting > MAX_WAITING_BYTES) {
      return BUSY;
    }
    try {
      return answers.apply(request);
    } catch (RuntimeException e) {
      tell(e);
      return HttpReply.text(500, "this page could not be made: " + e + "\n");
    }
  }

  private void closeOverdue() {
    long now = System.nanoTime();
    while (!connections.isEmpty() && connections.getFirst().isOverdue(now)) {
      connections.removeFirst().close();
    }
  }

  /** What has just failed would fail again at once. */
  private static void pause() {
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  private void tell(Throwable e) {
    if (!isClosed) {
      notices.tell(Weight.WARNING, "http", "HTTP: " + e + "; other requests are answered");
    }
  }
}
