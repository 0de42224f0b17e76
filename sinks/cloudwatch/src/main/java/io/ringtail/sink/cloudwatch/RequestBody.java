package io.ringtail.sink.cloudwatch;

import java.io.InputStream;

/** The JSON of one request, of known length; read once for its signature and once to be sent. */
interface RequestBody {
  /** In bytes. */
  int length();

  /** Reads it from its begin. */
  InputStream newStream();
}
