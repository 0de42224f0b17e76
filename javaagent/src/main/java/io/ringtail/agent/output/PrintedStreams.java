package io.ringtail.agent.output;

import java.nio.charset.Charset;

/** What the reader asks of the streams that it reads. Threading: safe. */
interface PrintedStreams extends OpenThreads.Writing {
  Charset outCharset();

  Charset errorCharset();

  /** Whether the program's shutdown hooks have begun. */
  boolean isShuttingDown();
}
