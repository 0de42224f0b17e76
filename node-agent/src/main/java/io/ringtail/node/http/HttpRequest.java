package io.ringtail.node.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, as far as it matters here.
 *
 * @param path without the query
 * @param query after the question mark; empty if there is none
 * @param accept the value of Accept; empty if there is none
 */
record HttpRequest(String method, String path, String query, String accept) {
  /** Of a request line and its headers; scrapers and probes send a few hundred bytes. */
  static final int MAX_HEAD_BYTES = 8_192;

  private static final String ACCEPT = "accept:";

  /** Where the empty line ends that ends the head; -1 if it has not come yet. */
  static int endOfHead(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != '\n') {
        continue;
      }
      if (i + 1 < length && bytes[i + 1] == '\n') {
        return i + 2;
      }
      if (i + 2 < length && bytes[i + 1] == '\r' && bytes[i + 2] == '\n') {
        return i + 3;
      }
    }
    return -1;
  }

  /** Null if this is no HTTP/1 request. */
  static @Nullable HttpRequest parse(byte[] bytes, int length) {
    String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    String line = head.lines().findFirst().orElse("");
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first + 1 || !line.startsWith("HTTP/1.", last + 1)) {
      return null;
    }
    String target = line.substring(first + 1, last);
    if (!target.startsWith("/")) {
      return null;
    }
    int question = target.indexOf('?');
    return new HttpRequest(
        line.substring(0, first),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        accept(head));
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  private static String accept(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(ACCEPT))
        .map(line -> line.substring(ACCEPT.length()).strip())
        .findFirst()
        .orElse("");
  }
}
