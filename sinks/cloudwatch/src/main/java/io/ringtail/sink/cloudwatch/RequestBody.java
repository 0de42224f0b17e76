package io.ringtail.sink.cloudwatch;

import software.amazon.awssdk.http.ContentStreamProvider;

/** The JSON of one request, of known length; read once for its signature and once to be sent. */
interface RequestBody extends ContentStreamProvider {
  /** In bytes. */
  int length();
}
