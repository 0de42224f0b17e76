package io.ringtail.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A throwable in parts, or as a real one gives them. */
public record TestThrown(
    String className,
    @Nullable String message,
    List<StackTraceElement> frames,
    int commonFrames,
    @Nullable Thrown cause,
    List<Thrown> suppressed,
    boolean isCyclic)
    implements Thrown {

  /** Without causes; each frame is a class and a method joined by '#'. */
  public static TestThrown of(String className, @Nullable String message, String... frames) {
    List<StackTraceElement> elements = new ArrayList<>();
    for (String frame : frames) {
      String[] parts = frame.split("#", 2);
      elements.add(new StackTraceElement(parts[0], parts[1], "File.java", 10 + elements.size()));
    }
    return new TestThrown(className, message, elements, 0, null, List.of(), false);
  }

  public TestThrown causedBy(Thrown newCause) {
    return new TestThrown(className, message, frames, commonFrames, newCause, suppressed, isCyclic);
  }

  /** What {@code throwable} says of itself, as Throwable.printStackTrace walks it. */
  public static TestThrown of(Throwable throwable) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return of(throwable, new StackTraceElement[0], seen);
  }

  private static TestThrown of(
      Throwable throwable, StackTraceElement[] enclosing, Set<Throwable> seen) {
    String name = throwable.getClass().getName();
    String text = throwable.getLocalizedMessage();
    if (!seen.add(throwable)) {
      return new TestThrown(name, text, List.of(), 0, null, List.of(), true);
    }
    StackTraceElement[] own = throwable.getStackTrace();
    int common = 0;
    while (common < Math.min(own.length, enclosing.length)
        && own[own.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
      common++;
    }
    List<Thrown> suppressed = new ArrayList<>();
    for (Throwable each : throwable.getSuppressed()) {
      suppressed.add(of(each, own, seen));
    }
    Throwable next = throwable.getCause();
    Thrown cause = next == null ? null : of(next, own, seen);
    return new TestThrown(name, text, List.of(own), common, cause, suppressed, false);
  }

  @Override
  public int frameCount() {
    return frames.size();
  }

  @Override
  public StackTraceElement frame(int index) {
    return frames.get(index);
  }
}
