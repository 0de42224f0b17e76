package io.ringtail.bench.encode;

import io.ringtail.event.Thrown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A throwable's snapshot. */
final class SampleThrown implements Thrown {
  private final String className;
  private final @Nullable String message;
  private final StackTraceElement[] frames;
  private final @Nullable Thrown cause;

  SampleThrown(Throwable throwable) {
    this.className = throwable.getClass().getName();
    this.message = throwable.getMessage();
    this.frames = throwable.getStackTrace();
    this.cause = throwable.getCause() == null ? null : new SampleThrown(throwable.getCause());
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
    return 0;
  }

  @Override
  public @Nullable Thrown cause() {
    return cause;
  }

  @Override
  public List<Thrown> suppressed() {
    return List.of();
  }

  @Override
  public boolean isCyclic() {
    return false;
  }
}
