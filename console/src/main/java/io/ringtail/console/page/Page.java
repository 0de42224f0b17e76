package io.ringtail.console.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers GET and HEAD for the page's files. A browser asks each time whether it has the newest.
 *
 * <p>Threading: safe.
 */
public final class Page {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  // A dot only before the ending: no path leaves the folder.
  private static final Pattern PATH = Pattern.compile("/((?:[a-z0-9-]+/)*[a-z0-9-]+\\.([a-z]+))");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, PageFile> files = new ConcurrentHashMap<>();

  /** Whether there is such a file. The page itself is {@code /}. */
  public boolean has(String path) {
    return file(path) != null;
  }

  /** Sends the file of the request's path, of which {@link #has} must be true. */
  public void handle(HttpExchange exchange) throws IOException {
    PageFile file = file(exchange.getRequestURI().getPath());
    if (file == null) {
      throw new IllegalArgumentException("no file of the page: " + exchange.getRequestURI());
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", file.type());
    headers.set("Cache-Control", "no-cache");
    headers.set("ETag", file.tag());
    headers.set("Vary", "Accept-Encoding");
    if (file.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(NOT_MODIFIED, -1);
    } else {
      send(file, exchange);
    }
    exchange.close();
  }

  private static void send(PageFile file, HttpExchange exchange) throws IOException {
    String encodings = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    boolean zipped = encodings != null && encodings.contains("gzip");
    byte[] body = zipped ? file.gzipped() : file.bytes();
    if (zipped) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(OK, -1);
      return;
    }
    exchange.sendResponseHeaders(OK, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private @Nullable PageFile file(String path) {
    Matcher matcher = PATH.matcher(path.equals("/") ? "/index.html" : path);
    if (!matcher.matches()) {
      return null;
    }
    String type = TYPES.get(matcher.group(2));
    return type == null ? null : files.computeIfAbsent(matcher.group(1), name -> load(name, type));
  }

  private static @Nullable PageFile load(String name, String type) {
    try (InputStream in = Page.class.getResourceAsStream("web/" + name)) {
      return in == null ? null : new PageFile(type, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
