package io.ringtail.sink.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.sink.aws.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A small body. */
final class JsonBody implements RequestBody {
  private final byte[] bytes;

  JsonBody(String json) {
    this.bytes = json.getBytes(UTF_8);
  }

  @Override
  public int length() {
    return bytes.length;
  }

  @Override
  public InputStream newStream() {
    return new ByteArrayInputStream(bytes);
  }
}
