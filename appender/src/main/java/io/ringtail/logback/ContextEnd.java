package io.ringtail.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import io.ringtail.pipeline.SharedPipelines;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the end of a logging context from its reset, and from its restart.
 *
 * <p>All three stop the appenders. After a reset or a restart the same appender usually starts
 * again, and nothing must wait or be lost in between; at the end the pipeline must be drained
 * before the context is gone.
 */
final class ContextEnd implements LoggerContextListener {
  private final List<SharedPipelines.Lease> leases = new ArrayList<>();

  private ContextEnd() {}

  /** The listener of this context, which outlives resets. */
  static ContextEnd of(LoggerContext context) {
    synchronized (context) {
      for (LoggerContextListener listener : context.getCopyOfListenerList()) {
        if (listener instanceof ContextEnd end) {
          return end;
        }
      }
      ContextEnd end = new ContextEnd();
      context.addListener(end);
      return end;
    }
  }

  /** From now on the end of the context waits for this lease's pipeline. */
  synchronized void add(SharedPipelines.Lease lease) {
    // A context may be reset for years: what has ended, or is the same pipeline again, is not kept.
    leases.removeIf(old -> old.isOver() || old.pipeline() == lease.pipeline());
    leases.add(lease);
  }

  /** How many pipelines the end of the context would wait for. */
  synchronized int awaited() {
    return leases.size();
  }

  @Override
  public boolean isResetResistant() {
    return true;
  }

  @Override
  public void onStart(LoggerContext context) {}

  @Override
  public void onReset(LoggerContext context) {}

  @Override
  public void onStop(LoggerContext context) {
    List<SharedPipelines.Lease> ended;
    synchronized (this) {
      ended = List.copyOf(leases);
      leases.clear();
    }
    if (BootRestart.isUnderWay()) {
      ended.forEach(SharedPipelines.Lease::release);
    } else {
      SharedPipelines.close(ended);
    }
  }

  @Override
  public void onLevelChange(Logger logger, Level level) {}
}
