package io.ringtail.sink.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param headers all but Host and Content-Length
 * @param content null where there is none
 */
public record HttpRequest(
    String method, URL url, Map<String, String> headers, @Nullable Content content) {

  /** The Host header for a URL: the usual port is left out. What is signed must be the same. */
  public static String host(URL url) {
    int port = url.getPort();
    return port == -1 || port == url.getDefaultPort() ? url.getHost() : url.getHost() + ':' + port;
  }

  /** What it carries. */
  public interface Content {
    /** In bytes. */
    int length();

    /**
     * Writes just as many, once.
     *
     * @param out takes large pieces to the socket as they are
     */
    void writeTo(OutputStream out) throws IOException;
  }
}
