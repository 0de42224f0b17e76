package io.ringtail.sink.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.util.Objects;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The way to one origin: its addresses, a proxy before it, TLS above it.
 *
 * <p>Threading: one thread opens, once; {@link #breakOff} from any thread.
 */
final class SocketOpening {
  /** Of a host's addresses: each may take a timeout. */
  private static final int MAX_ADDRESSES = 3;

  private static final int FIRST_ERROR_STATUS = 300;

  private final Origin origin;
  private final HttpProxy proxy;
  private final HttpSettings settings;

  /** Below TLS: closing it waits for nobody. */
  private volatile @Nullable Socket raw;

  private volatile boolean isBroken;

  SocketOpening(Origin origin, HttpProxy proxy, HttpSettings settings) {
    this.origin = origin;
    this.proxy = proxy;
    this.settings = settings;
  }

  /** What it opens, or has opened, fails from now on. */
  void breakOff() {
    isBroken = true;
    Socket socket = raw;
    if (socket != null) {
      SocketStreams.close(socket);
    }
  }

  SocketStreams open() throws IOException {
    Socket connected = connect();
    // Else the end of a request waits for the host to confirm what came before it.
    connected.setTcpNoDelay(true);
    connected.setSoTimeout(settings.silenceMillis());
    SocketStreams plain = SocketStreams.of(connected);
    if (!origin.isSecure()) {
      return plain;
    }
    if (proxy.speaksHttp()) {
      askForTunnel(plain);
    }
    return SocketStreams.of(secured(connected));
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
    for (int i = 0; i < last && !isBroken; i++) {
      try {
        return connect(Proxy.NO_PROXY, new InetSocketAddress(addresses[i], port));
      } catch (IOException e) {
        // The next one may be reached, and says why if it is not.
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
      SocketStreams.close(attempt);
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

  private void askForTunnel(SocketStreams plain) throws IOException {
    plain.out().write(RequestHead.connect(origin, proxy).getBytes(ISO_8859_1));
    plain.out().flush();
    AnswerHead answer = AnswerHead.read(plain.in());
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
}
