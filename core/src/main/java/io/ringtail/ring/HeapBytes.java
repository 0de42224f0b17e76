package io.ringtail.ring;

import io.ringtail.event.Thrown;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an event keeps alive on the heap while it waits, rounded up: strings count two bytes a
 * character, since their coder is not ours to see.
 */
final class HeapBytes {
  private static final int STRING = 56;
  private static final int ENTRY = 48;
  private static final int FRAME = 120;
  private static final int THROWN = 160;
  private static final int MAX_THROWN_DEPTH = 32;

  private HeapBytes() {}

  static long ofMessage(String message) {
    return STRING + 2L * message.length();
  }

  /**
   * All but the message. Throws only what the given map or exception throws when it is read.
   * Allocates at most one small object, when there is an MDC.
   */
  static long ofContext(
      Map<String, String> mdc, @Nullable Object @Nullable [] keyValues, @Nullable Thrown thrown) {
    long bytes = 0;
    if (!mdc.isEmpty()) {
      MapSum sum = new MapSum();
      mdc.forEach(sum);
      bytes += sum.bytes;
    }
    if (keyValues != null) {
      bytes += of(keyValues);
    }
    if (thrown != null) {
      bytes += of(thrown, 0);
    }
    return bytes;
  }

  private static long of(@Nullable Object[] keyValues) {
    long bytes = 16 + 4L * keyValues.length;
    for (Object part : keyValues) {
      bytes += part instanceof String text ? STRING + 2L * text.length() : 24;
    }
    return bytes;
  }

  private static long of(Thrown thrown, int depth) {
    String message = thrown.message();
    long bytes = THROWN + FRAME * (long) thrown.frameCount();
    bytes += message == null ? 0 : STRING + 2L * message.length();
    Thrown cause = thrown.cause();
    if (depth < MAX_THROWN_DEPTH && !thrown.isCyclic()) {
      if (cause != null) {
        bytes += of(cause, depth + 1);
      }
      for (Thrown suppressed : thrown.suppressed()) {
        bytes += of(suppressed, depth + 1);
      }
    }
    return bytes;
  }

  /** One object, not a lambda and what it captures: this is made on the program's thread. */
  private static final class MapSum implements BiConsumer<@Nullable String, @Nullable String> {
    private long bytes;

    @Override
    public void accept(@Nullable String key, @Nullable String value) {
      bytes += ENTRY + length(key) + length(value);
    }

    private static long length(@Nullable String text) {
      return text == null ? 0 : STRING + 2L * text.length();
    }
  }
}
