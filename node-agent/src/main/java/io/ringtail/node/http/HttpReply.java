package io.ringtail.node.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer. The connection is closed after it.
 *
 * @param body read only
 */
record HttpReply(int status, String contentType, ByteBuffer body) {
  static final String TEXT = "text/plain; charset=utf-8";
  static final String JSON = "application/json";

  private static final Map<Integer, String> REASONS =
      Map.of(
          200, "OK",
          400, "Bad Request",
          404, "Not Found",
          405, "Method Not Allowed",
          431, "Request Header Fields Too Large",
          500, "Internal Server Error",
          503, "Service Unavailable");

  HttpReply {
    body = body.asReadOnlyBuffer();
  }

  static HttpReply text(int status, String text) {
    return of(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  static HttpReply of(int status, String contentType, byte[] body) {
    return new HttpReply(status, contentType, ByteBuffer.wrap(body));
  }

  /** Status line and headers. */
  ByteBuffer head() {
    StringBuilder head = new StringBuilder(160);
    head.append("HTTP/1.1 ").append(status).append(' ').append(REASONS.get(status));
    head.append("\r\nContent-Type: ").append(contentType);
    head.append("\r\nContent-Length: ").append(body.remaining());
    if (status == 405) {
      head.append("\r\nAllow: GET, HEAD");
    }
    head.append("\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n");
    return ByteBuffer.wrap(head.toString().getBytes(StandardCharsets.ISO_8859_1));
  }
}
