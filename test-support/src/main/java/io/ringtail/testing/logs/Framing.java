package io.ringtail.testing.logs;

import java.io.ByteArrayOutputStream;

/** How a runtime writes one stream of a container into its file. */
interface Framing {
  /** The program has written {@code bytes[offset, offset + length)}. */
  void output(byte[] bytes, int offset, int length, ByteArrayOutputStream file);

  /** The stream ends, or goes on in another file. */
  void end(ByteArrayOutputStream file);
}
