package io.ringtail.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.ringtail.event.Thrown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logback's snapshot of a throwable: class, message and frames were taken when it was logged. */
record LogbackThrown(IThrowableProxy proxy) implements Thrown {
  @Override
  public String className() {
    return String.valueOf(proxy.getClassName());
  }

  @Override
  public @Nullable String message() {
    return proxy.getMessage();
  }

  @Override
  public int frameCount() {
    StackTraceElementProxy[] frames = proxy.getStackTraceElementProxyArray();
    return frames == null ? 0 : frames.length;
  }

  @Override
  public StackTraceElement frame(int index) {
    return proxy.getStackTraceElementProxyArray()[index].getStackTraceElement();
  }

  @Override
  public int commonFrames() {
    return proxy.getCommonFrames();
  }

  @Override
  public @Nullable Thrown cause() {
    IThrowableProxy cause = proxy.getCause();
    return cause == null ? null : new LogbackThrown(cause);
  }

  @Override
  public List<Thrown> suppressed() {
    IThrowableProxy[] proxies = proxy.getSuppressed();
    if (proxies == null || proxies.length == 0) {
      return List.of();
    }
    List<Thrown> suppressed = new ArrayList<>(proxies.length);
    for (IThrowableProxy each : proxies) {
      suppressed.add(new LogbackThrown(each));
    }
    return suppressed;
  }

  @Override
  public boolean isCyclic() {
    return LogbackFeatures.HAS_CYCLIC && proxy.isCyclic();
  }
}
