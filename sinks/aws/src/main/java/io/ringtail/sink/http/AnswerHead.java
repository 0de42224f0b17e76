package io.ringtail.sink.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines before an answer's body.
 *
 * @param headers names in lower case; of several with one name the first
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
record AnswerHead(boolean isHttp10, int status, Map<String, String> headers) {
  private static final int MAX_LINE_BYTES = 16 * 1024;
  private static final int MAX_HEADERS = 200;
  private static final int MAX_INTERIM = 10;
  private static final int FIRST_FINAL_STATUS = 200;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  /** The first that is not interim, like 100 Continue. */
  static AnswerHead read(SocketInput in) throws IOException {
    AnswerHead head = readOne(in);
    for (int i = 0; head.isInterim() && i < MAX_INTERIM; i++) {
      head = readOne(in);
    }
    if (head.status < FIRST_FINAL_STATUS) {
      throw new ProtocolException("the answer has status " + head.status);
    }
    return head;
  }

  private boolean isInterim() {
    return status < FIRST_FINAL_STATUS && status != SWITCHING_PROTOCOLS;
  }

  private static AnswerHead readOne(SocketInput in) throws IOException {
    String line = in.readLine(MAX_LINE_BYTES);
    // HTTP/1.1 200 OK
    boolean isHttp = line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ';
    int status = isHttp ? number(line.substring(9, 12)) : -1;
    if (status < 100) {
      throw new ProtocolException("no answer in HTTP/1.1, but " + shortened(line));
    }
    return new AnswerHead(line.charAt(7) == '0', status, readHeaders(in));
  }

  private static Map<String, String> readHeaders(SocketInput in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < MAX_HEADERS; i++) {
      String line = in.readLine(MAX_LINE_BYTES);
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    throw new ProtocolException("the answer has more than " + MAX_HEADERS + " headers");
  }

  /** Null where only the end of the connection ends it. */
  @Nullable InputStream framedBody(String method, SocketInput in) throws ProtocolException {
    if (method.equals("HEAD") || status == NO_CONTENT || status == NOT_MODIFIED) {
      return InputStream.nullInputStream();
    }
    String coding = headers.get("transfer-encoding");
    if (coding != null) {
      return coding.toLowerCase(Locale.ROOT).endsWith("chunked") ? new ChunkedBody(in) : null;
    }
    String length = headers.get("content-length");
    if (length == null) {
      return null;
    }
    try {
      long bytes = Long.parseLong(length);
      if (bytes >= 0) {
        return new FixedBody(in, bytes);
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new ProtocolException("the answer has Content-Length " + shortened(length));
  }

  /** Whether another request may follow on the same connection. */
  boolean keepsConnection() {
    String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
    return isHttp10 ? connection.contains("keep-alive") : !connection.contains("close");
  }

  /** How long the host keeps an idle connection, in nanoseconds; null where it does not say. */
  @Nullable Long keptNanos() {
    String text = headers.getOrDefault("keep-alive", "").toLowerCase(Locale.ROOT);
    int at = text.indexOf("timeout=");
    if (at < 0) {
      return null;
    }
    int from = at + "timeout=".length();
    int to = from;
    while (to < text.length() && Character.digit(text.charAt(to), 10) >= 0) {
      to++;
    }
    int seconds = number(text.substring(from, to));
    return seconds < 0 ? null : TimeUnit.SECONDS.toNanos(seconds);
  }

  private static int number(String digits) {
    try {
      return Integer.parseUnsignedInt(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
