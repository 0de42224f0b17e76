package io.ringtail.node.checkpoint;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of each log over a restart, kept on disk.
 *
 * <p>Threading: the reading thread; suppliers are asked on it, too.
 */
public interface Checkpoints {
  /**
   * What was saved for {@code key}, by this run or an earlier one, in the words of its source; null
   * if nothing was.
   */
  @Nullable String saved(String key);

  /** All keys for which something is saved. */
  default Collection<String> savedKeys() {
    return List.of();
  }

  /**
   * Whether there were checkpoints that cannot be read: that nothing is saved for a log does not
   * mean that nothing of it was delivered.
   */
  default boolean isDamaged() {
    return false;
  }

  /** From now on, {@code current} is asked whenever checkpoints are written. */
  void remember(String key, Supplier<String> current);

  /**
   * Nothing changes about {@code key} any more: its supplier is asked once again, and then no more
   * until {@link #wake}.
   */
  void rest(String key);

  /** {@code key} changes again. */
  void wake(String key);

  /** Whether somebody answers for {@code key} now. */
  boolean isRemembered(String key);

  /** What is said of {@code key} now stands until somebody answers for it again. */
  void release(String key);

  /** The log is gone, and all of it is delivered. */
  void forget(String key);
}
