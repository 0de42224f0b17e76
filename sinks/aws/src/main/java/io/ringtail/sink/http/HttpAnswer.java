package io.ringtail.sink.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer whose body has still to be read. */
public final class HttpAnswer {
  private final int status;
  private final Map<String, String> headers;
  private final InputStream body;

  /**
   * @param headers names in lower case
   */
  HttpAnswer(int status, Map<String, String> headers, InputStream body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /**
   * @return null where there is none; of several the first
   */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** Good while the reader runs; need not be closed. */
  public InputStream body() {
    return body;
  }

  /** Reads an answer as it comes. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Need not come to the end of the body. */
    T read(HttpAnswer answer) throws IOException;
  }
}
