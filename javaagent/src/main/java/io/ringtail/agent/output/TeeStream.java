package io.ringtail.agent.output;

import java.io.PrintStream;

/**
 * Stands between the stream that the program sees, a plain PrintStream, and the one it had before.
 *
 * <p>So the program's stream has the class, the lock and the encoding that it would have, and what
 * comes here are bytes, each call in the pieces in which the JDK would have written them. The
 * original flushes by its own rules.
 *
 * <p>Threading: called under the lock of the program's stream; takes none while it writes.
 */
final class TeeStream extends PrintStream {
  private static final long NOBODY = -1;

  private final PrintStream original;
  private final Tap tap;
  private final boolean isError;
  private volatile long writing = NOBODY;

  TeeStream(PrintStream original, Tap tap, boolean isError) {
    super(original, false);
    this.original = original;
    this.tap = tap;
    this.isError = isError;
  }

  /** Whether the thread is writing now: it may be held up, with half a stack trace printed. */
  boolean isWriting(long threadId) {
    return writing == threadId;
  }

  PrintStream original() {
    return original;
  }

  @Override
  public void write(int value) {
    if (tap.keepsBack()) {
      return;
    }
    writing = Tap.currentThreadId();
    try {
      original.write(value);
      tap.print(isError, new byte[] {(byte) value}, 0, 1);
    } finally {
      writing = NOBODY;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (tap.keepsBack()) {
      return;
    }
    writing = Tap.currentThreadId();
    try {
      original.write(bytes, offset, length);
      tap.print(isError, bytes, offset, length);
    } finally {
      writing = NOBODY;
    }
  }

  @Override
  public void flush() {
    original.flush();
  }

  @Override
  public void close() {
    original.close();
  }

  @Override
  public boolean checkError() {
    return original.checkError();
  }
}
