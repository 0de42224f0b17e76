package io.ringtail.sink.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Both directions of an open socket.
 *
 * @param socket that of TLS, if there is TLS
 */
record SocketStreams(Socket socket, SocketInput in, OutputStream out) {
  /** A small request goes out in one piece; pieces of a large one pass it by. */
  private static final int OUT_BYTES = 4 * 1024;

  static SocketStreams of(Socket socket) throws IOException {
    return new SocketStreams(
        socket,
        new SocketInput(socket.getInputStream()),
        new BufferedOutputStream(socket.getOutputStream(), OUT_BYTES));
  }

  void close() {
    close(socket);
  }

  /** Whatever that throws, a provider's exception too: nobody can do anything about it. */
  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException | RuntimeException e) {
      // Then the other side has done it.
    }
  }
}
