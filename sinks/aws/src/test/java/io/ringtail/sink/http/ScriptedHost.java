package io.ringtail.sink.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A host that answers each request with the next of the given bytes, whatever they are, and closes
 * the connection where the text for that is among them.
 */
final class ScriptedHost implements AutoCloseable {
  /** At the end of an answer: the connection is closed behind it. */
  static final String CLOSE = "[close]";

  final List<String> heads = new CopyOnWriteArrayList<>();
  final List<String> bodies = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();
  private final UnaryOperator<String> script;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  ScriptedHost(String... answers) throws IOException {
    this(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), answers);
  }

  ScriptedHost(ServerSocket server, String... answers) {
    this(server, inTurn(answers));
  }

  /**
   * @param script makes an answer of a request's head
   */
  ScriptedHost(ServerSocket server, UnaryOperator<String> script) {
    this.server = server;
    this.script = script;
    start(this::accept);
  }

  private static UnaryOperator<String> inTurn(String... answers) {
    Queue<String> left = new ConcurrentLinkedQueue<>(List.of(answers));
    return head -> left.remove();
  }

  int port() {
    return server.getLocalPort();
  }

  URL url(String path) throws MalformedURLException {
    return URI.create("http://127.0.0.1:" + port() + path).toURL();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "scripted-host");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        connections.incrementAndGet();
        start(() -> answer(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (String head = head(in); head != null; head = head(in)) {
        heads.add(head);
        bodies.add(new String(in.readNBytes(length(head)), ISO_8859_1));
        String answer = script.apply(head);
        out.write(answer.replace(CLOSE, "").getBytes(ISO_8859_1));
        if (answer.endsWith(CLOSE)) {
          return;
        }
      }
    } catch (IOException e) {
      // The client has had enough.
    } finally {
      ended.incrementAndGet();
    }
  }

  private static @Nullable String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int length(String head) {
    String name = "content-length: ";
    int at = head.toLowerCase(Locale.ROOT).indexOf(name);
    return at < 0
        ? 0
        : Integer.parseInt(head.substring(at + name.length(), head.indexOf('\r', at)));
  }
}
