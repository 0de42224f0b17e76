package io.ringtail.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.sink.RingtailThread;
import io.ringtail.testing.RecordingNotices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpLoopTest {
  private final HttpLoop loop;

  HttpLoopTest() throws IOException {
    loop =
        new HttpLoop(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            100,
            request -> {
              if (request.path().equals("/error")) {
                throw new StackOverflowError();
              }
              return HttpReply.text(200, request.path() + "\n");
            },
            new RecordingNotices());
    new RingtailThread("http", loop).start();
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void aClientThatStopsHalfwayIsClosedInTime() throws IOException {
    try (Socket socket = send("GET /heal")) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aClientThatNeverClosesIsClosedInTimeWithItsAnswer() throws IOException {
    try (Socket socket = send("GET /page HTTP/1.1\r\n\r\n")) {
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .endsWith("/page\n");
    }
  }

  @Test
  void evenAnErrorTakesOnlyItsOwnRequest() throws IOException {
    try (Socket socket = send("GET /error HTTP/1.1\r\n\r\n")) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    try (Socket socket = send("GET /page HTTP/1.1\r\n\r\n")) {
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200 OK");
    }
  }

  private Socket send(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), loop.port());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
