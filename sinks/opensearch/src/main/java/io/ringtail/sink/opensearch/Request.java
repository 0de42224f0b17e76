package io.ringtail.sink.opensearch;

import io.ringtail.sink.aws.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, to whichever host.
 *
 * @param path from the slash on, percent-encoded, with its query
 * @param contentType of the body; null where there is none
 * @param encoding how the body is compressed; null where it is not
 */
record Request(
    String method,
    String path,
    @Nullable String contentType,
    @Nullable String encoding,
    @Nullable RequestBody body) {

  static Request get(String path) {
    return new Request("GET", path, null, null, null);
  }

  static Request put(String path, RequestBody json) {
    return new Request("PUT", path, "application/json", null, json);
  }

  static Request bulk(String path, RequestBody body) {
    String encoding = body instanceof GzipBody ? "gzip" : null;
    return new Request("POST", path, "application/x-ndjson", encoding, body);
  }
}
