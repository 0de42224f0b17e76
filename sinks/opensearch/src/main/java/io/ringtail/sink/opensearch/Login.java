package io.ringtail.sink.opensearch;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Under which name requests are sent. Threading: safe. */
interface Login extends AutoCloseable {
  /** Nobody's. */
  Login NONE = fixed(Map.of());

  /**
   * The headers that say who asks, and with a signature those that it covers.
   *
   * @param url in full
   */
  Map<String, String> headers(Request request, URI url) throws IOException;

  /**
   * Whether the same request may do better at once, after a denial.
   *
   * @param reason what the destination said
   * @param serverTime null where it does not say
   */
  default boolean isMended(String reason, @Nullable Instant serverTime) {
    return false;
  }

  @Override
  default void close() {}

  /** The same headers for every request. */
  static Login fixed(Map<String, String> headers) {
    return (request, url) -> headers;
  }
}
