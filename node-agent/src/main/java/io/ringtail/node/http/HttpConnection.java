package io.ringtail.node.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, as fast as the client likes, within a deadline. Threading: the HTTP
 * thread.
 */
final class HttpConnection {
  private final SocketChannel channel;
  private final long deadlineNanos;
  private final Function<HttpRequest, HttpReply> answers;
  private final ByteBuffer head = ByteBuffer.allocate(HttpRequest.MAX_HEAD_BYTES);
  private ByteBuffer @Nullable [] reply;
  private boolean isAnswered;

  HttpConnection(
      SocketChannel channel, long deadlineNanos, Function<HttpRequest, HttpReply> answers) {
    this.channel = channel;
    this.deadlineNanos = deadlineNanos;
    this.answers = answers;
  }

  boolean isOverdue(long nowNanos) {
    return nowNanos - deadlineNanos > 0;
  }

  /** Bytes of an answer that the client has not taken yet. */
  long waitingBytes() {
    long sum = 0;
    if (reply != null) {
      for (ByteBuffer part : reply) {
        sum += part.remaining();
      }
    }
    return sum;
  }

  /**
   * Does what can be done without waiting.
   *
   * @return what to wait for now; 0 when the connection can be closed
   */
  int advance() throws IOException {
    if (isAnswered) {
      return drain();
    }
    if (reply == null && !readHead()) {
      return head.hasRemaining() ? SelectionKey.OP_READ : 0;
    }
    if (reply == null) {
      return 0;
    }
    channel.write(reply);
    if (waitingBytes() > 0) {
      return SelectionKey.OP_WRITE;
    }
    // Closed at once, with something unread, the answer might be reset on its way.
    channel.shutdownOutput();
    isAnswered = true;
    reply = null;
    return drain();
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone all the same.
    }
  }

  /** Whether there is an answer. */
  private boolean readHead() throws IOException {
    int read = channel.read(head);
    int end = HttpRequest.endOfHead(head.array(), head.position());
    if (end >= 0) {
      HttpRequest request = HttpRequest.parse(head.array(), end);
      answer(
          request == null ? HttpReply.text(400, "no HTTP/1 request\n") : answers.apply(request),
          request != null && request.isHead());
      return true;
    }
    if (read < 0) {
      throw new IOException("closed by the client");
    }
    if (!head.hasRemaining()) {
      answer(
          HttpReply.text(
              431, "a request's head may have " + HttpRequest.MAX_HEAD_BYTES + " bytes\n"),
          false);
      return true;
    }
    return false;
  }

  private void answer(HttpReply answer, boolean isHead) {
    ByteBuffer start = answer.head();
    reply = isHead ? new ByteBuffer[] {start} : new ByteBuffer[] {start, answer.body().duplicate()};
  }

  private int drain() throws IOException {
    head.clear();
    int read = channel.read(head);
    return read < 0 ? 0 : SelectionKey.OP_READ;
  }
}
