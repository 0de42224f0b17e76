package io.ringtail.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A throwable as it was when it was logged: a snapshot that the encoder may read later, from
 * another thread.
 *
 * <p>Threading: implementations are immutable.
 */
public interface Thrown {
  String className();

  @Nullable String message();

  int frameCount();

  StackTraceElement frame(int index);

  /** Frames at the end that this throwable shares with the one that encloses it. */
  int commonFrames();

  @Nullable Thrown cause();

  List<Thrown> suppressed();

  /**
   * Whether this throwable already stands further out in the same chain: it is not followed again.
   */
  boolean isCyclic();
}
