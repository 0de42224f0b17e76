package io.ringtail.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A throwable as it is now, for frameworks whose events carry the throwable itself; as {@link
 * Throwable#printStackTrace()} walks it.
 *
 * <p>Messages are taken on the thread that logs: getMessage() is the program's code, and may throw.
 */
public final class ThrownSnapshot implements Thrown {
  private static final int MAX_DEPTH = 64;

  private final String className;
  private final @Nullable String message;
  private final StackTraceElement[] frames;
  private final int commonFrames;
  private final boolean cyclic;
  private final @Nullable Thrown cause;
  private final List<Thrown> suppressed;

  private ThrownSnapshot(
      Throwable from, @Nullable ThrownSnapshot enclosing, Set<Throwable> seen, int depth) {
    this.className = from.getClass().getName();
    this.message = message(from);
    this.cyclic = !seen.add(from) || depth >= MAX_DEPTH;
    this.frames = cyclic ? new StackTraceElement[0] : from.getStackTrace();
    this.commonFrames = enclosing == null ? 0 : common(frames, enclosing.frames);
    if (cyclic) {
      this.cause = null;
      this.suppressed = List.of();
    } else {
      Throwable next = from.getCause();
      this.cause = next == null ? null : new ThrownSnapshot(next, this, seen, depth + 1);
      List<Thrown> others = new ArrayList<>();
      for (Throwable each : from.getSuppressed()) {
        others.add(new ThrownSnapshot(each, this, seen, depth + 1));
      }
      this.suppressed = others;
    }
  }

  /** Null for null. */
  public static @Nullable Thrown of(@Nullable Throwable throwable) {
    return throwable == null
        ? null
        : new ThrownSnapshot(
            throwable, null, Collections.newSetFromMap(new IdentityHashMap<>()), 0);
  }

  private static @Nullable String message(Throwable from) {
    try {
      return from.getLocalizedMessage();
    } catch (Throwable e) {
      return "[FAILED getMessage(): " + e.getClass().getName() + "]";
    }
  }

  private static int common(StackTraceElement[] frames, StackTraceElement[] enclosing) {
    int count = 0;
    while (count < frames.length
        && count < enclosing.length
        && frames[frames.length - 1 - count].equals(enclosing[enclosing.length - 1 - count])) {
      count++;
    }
    return count;
  }

  @Override
  public String className() {
    return className;
  }

  @Override
  public @Nullable String message() {
    return message;
  }

  @Override
  public int frameCount() {
    return frames.length;
  }

  @Override
  public StackTraceElement frame(int index) {
    return frames[index];
  }

  @Override
  public int commonFrames() {
    return commonFrames;
  }

  @Override
  public @Nullable Thrown cause() {
    return cause;
  }

  @Override
  public List<Thrown> suppressed() {
    return Collections.unmodifiableList(suppressed);
  }

  @Override
  public boolean isCyclic() {
    return cyclic;
  }
}
