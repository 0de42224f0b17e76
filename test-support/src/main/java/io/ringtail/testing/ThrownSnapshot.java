package io.ringtail.testing;

import io.ringtail.event.Thrown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link Thrown} over a Throwable, as {@link Throwable#printStackTrace()} walks it. */
public final class ThrownSnapshot implements Thrown {
  private final String className;
  private final @Nullable String message;
  private final StackTraceElement[] frames;
  private final int commonFrames;
  private final @Nullable Thrown cause;
  private final List<Thrown> suppressed;
  private final boolean cyclic;

  private ThrownSnapshot(
      Throwable throwable, StackTraceElement[] enclosing, Set<Throwable> further) {
    this.className = throwable.getClass().getName();
    this.message = throwable.getLocalizedMessage();
    this.cyclic = !further.add(throwable);
    this.frames = cyclic ? new StackTraceElement[0] : throwable.getStackTrace();
    this.commonFrames = common(frames, enclosing);
    this.suppressed = new ArrayList<>();
    Throwable next = cyclic ? null : throwable.getCause();
    if (!cyclic) {
      for (Throwable each : throwable.getSuppressed()) {
        suppressed.add(new ThrownSnapshot(each, frames, further));
      }
    }
    this.cause = next == null ? null : new ThrownSnapshot(next, frames, further);
  }

  public static Thrown of(Throwable throwable) {
    Set<Throwable> further = Collections.newSetFromMap(new IdentityHashMap<>());
    return new ThrownSnapshot(throwable, new StackTraceElement[0], further);
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

  private static int common(StackTraceElement[] own, StackTraceElement[] enclosing) {
    int common = 0;
    while (common < own.length
        && common < enclosing.length
        && own[own.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
      common++;
    }
    return common;
  }
}
