package io.ringtail.sink.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ringtail.sink.http.HttpRequest.Content;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one origin, made by its first request.
 *
 * <p>Threading: one request at a time; {@link #breakOff} from any thread.
 */
final class HttpConnection {
  /** Of a host's addresses: each may take a timeout. */
  private static final int MAX_ADDRESSES = 3;

  /** A small request goes out in one piece; pieces of a large one pass it by. */
  private static final int OUT_BYTES = 4 * 1024;

  /** Of an answer, to have its connection again: reading more takes longer than another one. */
  private static final int MAX_LEFT_BYTES = 64 * 1024;

  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** So much sooner than the host says. */
  private static final long KEPT_MARGIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int FIRST_ERROR_STATUS = 300;

  private final Origin origin;
  private final HttpProxy proxy;
  private final HttpSettings settings;

  /** Below TLS: closing it waits for nobody. */
  private volatile @Nullable Socket raw;

  private volatile boolean isBroken;
  private @Nullable Streams streams;
  private boolean isReusable;
  private long keptNanos = KEPT_NANOS;

  /**
   * @param socket that of TLS, if there is TLS
   */
  private record Streams(Socket socket, SocketInput in, OutputStream out) {
    static Streams of(Socket socket) throws IOException {
      return new Streams(
          socket,
          new SocketInput(socket.getInputStream()),
          new BufferedOutputStream(socket.getOutputStream(), OUT_BYTES));
    }
  }

  HttpConnection(Origin origin, HttpProxy proxy, HttpSettings settings) {
    this.origin = origin;
    this.proxy = proxy;
    this.settings = settings;
  }

  Origin origin() {
    return origin;
  }

  /**
   * @throws IOException if there is no answer, or not all of it
   */
  <T> T exchange(HttpRequest request, HttpAnswer.Reader<T> reader) throws IOException {
    isReusable = false;
    Streams open = streams;
    if (open == null) {
      open = open();
      streams = open;
    }
    write(request, open.out);
    SocketInput in = open.in;
    AnswerHead head = AnswerHead.read(in);
    InputStream framed = head.framedBody(request.method(), in);
    InputStream body = framed == null ? in : framed;
    T value = reader.read(new HttpAnswer(head.status(), head.headers(), body));
    isReusable =
        framed != null && head.keepsConnection() && isReadToItsEnd(framed) && in.isDrained();
    Long told = head.keptNanos();
    keptNanos = told == null ? KEPT_NANOS : Math.min(KEPT_NANOS, told - KEPT_MARGIN_NANOS);
    return value;
  }

  /** After an exchange: whether another one may follow. */
  boolean isReusable() {
    return isReusable;
  }

  /** How long it may be idle. */
  long keptNanos() {
    return keptNanos;
  }

  /** Whether the host has not closed it meanwhile, as far as can be seen; takes a millisecond. */
  boolean isAlive() {
    Streams open = streams;
    if (open == null) {
      return false;
    }
    try {
      open.socket.setSoTimeout(1);
      try {
        // Neither its end may come, nor an answer that nobody has asked for.
        open.in.read();
        return false;
      } catch (SocketTimeoutException e) {
        open.socket.setSoTimeout(settings.silenceMillis());
        return true;
      }
    } catch (IOException e) {
      return false;
    }
  }

  /** Lets whoever waits for it fail at once. */
  void breakOff() {
    isBroken = true;
    close(raw);
  }

  /** Of one that nobody uses: says goodbye, too, where TLS wants that. */
  void close() {
    Streams open = streams;
    close(open == null ? raw : open.socket);
  }

  private static void close(@Nullable Socket socket) {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      // Then the other side has done it.
    }
  }

  private Streams open() throws IOException {
    Socket connected = connect();
    // Else the end of a request waits for the host to confirm what came before it.
    connected.setTcpNoDelay(true);
    connected.setSoTimeout(settings.silenceMillis());
    Streams plain = Streams.of(connected);
    if (!origin.isSecure()) {
      return plain;
    }
    if (proxy.speaksHttp()) {
      askForTunnel(plain);
    }
    return Streams.of(secured(connected));
  }

  private Socket connect() throws IOException {
    if (proxy.proxy().type() == Proxy.Type.SOCKS) {
      // Which resolves the name.
      return connect(proxy.proxy(), InetSocketAddress.createUnresolved(host(), origin.port()));
    }
    String host = host();
    int port = origin.port();
    if (proxy.proxy().address() instanceof InetSocketAddress address) {
      host = address.getHostString();
      port = address.getPort();
    }
    InetAddress[] addresses = InetAddress.getAllByName(host);
    int last = Math.min(addresses.length, MAX_ADDRESSES) - 1;
    for (int i = 0; i < last; i++) {
      try {
        return connect(Proxy.NO_PROXY, new InetSocketAddress(addresses[i], port));
      } catch (IOException e) {
        if (isBroken) {
          throw e;
        }
      }
    }
    return connect(Proxy.NO_PROXY, new InetSocketAddress(addresses[last], port));
  }

  private String host() {
    return origin.bareHost();
  }

  private Socket connect(Proxy by, InetSocketAddress to) throws IOException {
    Socket attempt = new Socket(by);
    raw = attempt;
    try {
      if (isBroken) {
        throw new SocketException("broken off");
      }
      attempt.connect(to, settings.connectMillis());
      return attempt;
    } catch (IOException | RuntimeException e) {
      attempt.close();
      throw e;
    }
  }

  private SSLSocket secured(Socket connected) throws IOException {
    SSLSocketFactory tls = Objects.requireNonNull(settings.tls(), "TLS");
    SSLSocket secured = (SSLSocket) tls.createSocket(connected, host(), origin.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    // RFC 2818: the certificate must be for this host.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private void askForTunnel(Streams plain) throws IOException {
    StringBuilder head = new StringBuilder(256);
    head.append("CONNECT ").append(origin.authority()).append(" HTTP/1.1\r\n");
    header(head, "Host", origin.authority());
    authorize(head);
    send(head, plain.out);
    plain.out.flush();
    AnswerHead answer = AnswerHead.read(plain.in);
    if (answer.status() >= FIRST_ERROR_STATUS) {
      throw new IOException(
          "the proxy "
              + proxy.proxy().address()
              + " answered "
              + answer.status()
              + " when it was asked for a tunnel to "
              + origin.authority());
    }
  }

  private void write(HttpRequest request, OutputStream out) throws IOException {
    URL url = request.url();
    boolean byProxy = proxy.speaksHttp() && !origin.isSecure();
    StringBuilder head = new StringBuilder(1024);
    head.append(request.method()).append(' ');
    // RFC 9112, 3.2.2: a proxy is told the whole of it.
    head.append(byProxy ? origin.toString() : "").append(path(url)).append(" HTTP/1.1\r\n");
    int port = url.getPort();
    boolean isUsual = port == -1 || port == url.getDefaultPort();
    header(head, "Host", isUsual ? url.getHost() : url.getHost() + ':' + port);
    if (byProxy) {
      authorize(head);
    }
    for (Map.Entry<String, String> entry : request.headers().entrySet()) {
      header(head, entry.getKey(), entry.getValue());
    }
    Content content = request.content();
    if (content != null) {
      header(head, "Content-Length", Integer.toString(content.length()));
    }
    send(head, out);
    if (content != null) {
      content.writeTo(out);
    }
    out.flush();
  }

  private static String path(URL url) {
    String path = url.getFile();
    return path.startsWith("/") ? path : '/' + path;
  }

  private void authorize(StringBuilder head) throws ProtocolException {
    String authorization = proxy.authorization();
    if (authorization != null) {
      header(head, "Proxy-Authorization", authorization);
    }
  }

  private static void header(StringBuilder head, String name, String value)
      throws ProtocolException {
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      // Its value may be a secret.
      throw new ProtocolException("the header " + name + " has a line break in its value");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static void send(StringBuilder head, OutputStream out) throws IOException {
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
  }

  private static boolean isReadToItsEnd(InputStream body) {
    byte[] rest = new byte[1024];
    try {
      int total = 0;
      for (int count = body.read(rest); total < MAX_LEFT_BYTES; count = body.read(rest)) {
        if (count < 0) {
          return true;
        }
        total += count;
      }
    } catch (IOException e) {
      // The answer has been read; only its connection is of no use.
    }
    return false;
  }
}
