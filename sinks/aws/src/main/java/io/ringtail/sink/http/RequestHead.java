package io.ringtail.sink.http;

import io.ringtail.sink.http.HttpRequest.Content;
import java.net.ProtocolException;
import java.net.URL;
import java.util.Map;

/** What a host, or the proxy before it, is asked. */
final class RequestHead {
  private RequestHead() {}

  /** The lines before the content, the empty one included. */
  static String of(HttpRequest request, Origin origin, HttpProxy proxy) throws ProtocolException {
    URL url = request.url();
    boolean byProxy = proxy.speaksHttp() && !origin.isSecure();
    StringBuilder head = new StringBuilder(1024);
    head.append(request.method()).append(' ');
    // RFC 9112, 3.2.2: a proxy is told the whole of it.
    head.append(byProxy ? origin.toString() : "").append(path(url)).append(" HTTP/1.1\r\n");
    header(head, "Host", HttpRequest.host(url));
    if (byProxy) {
      authorize(head, proxy);
    }
    for (Map.Entry<String, String> entry : request.headers().entrySet()) {
      header(head, entry.getKey(), entry.getValue());
    }
    Content content = request.content();
    if (content != null) {
      header(head, "Content-Length", Integer.toString(content.length()));
    }
    return head.append("\r\n").toString();
  }

  /** Asks a proxy for a tunnel. */
  static String connect(Origin origin, HttpProxy proxy) throws ProtocolException {
    StringBuilder head = new StringBuilder(256);
    head.append("CONNECT ").append(origin.authority()).append(" HTTP/1.1\r\n");
    header(head, "Host", origin.authority());
    authorize(head, proxy);
    return head.append("\r\n").toString();
  }

  private static String path(URL url) {
    String path = url.getFile();
    return path.startsWith("/") ? path : '/' + path;
  }

  private static void authorize(StringBuilder head, HttpProxy proxy) throws ProtocolException {
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
}
