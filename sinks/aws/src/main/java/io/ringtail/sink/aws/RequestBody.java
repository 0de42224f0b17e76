package io.ringtail.sink.aws;

import java.io.InputStream;

/** The JSON of one request, of known length; read once for its signature and once to be sent. */
public interface RequestBody {
  /** In bytes. */
  int length();

  /** Reads it from its begin. */
  InputStream newStream();
}
