package io.ringtail.agent.jul;

import java.lang.ref.WeakReference;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * Finds the handlers that take records to another framework. That one's levels then decide, and our
 * hook there has the event. Threading: safe.
 */
public final class JulBridges {
  private static final WeakReference<Logger> NONE = new WeakReference<>(null);

  /** The last logger at which a bridge was found. */
  private volatile WeakReference<Logger> bridge = NONE;

  /**
   * Whether a handler takes this logger's records to another framework.
   *
   * <p>At the JVM's end LogManager takes all handlers away while the program still logs: what the
   * bridge would not have let pass is not shipped then, either.
   */
  public boolean leadFrom(Logger logger) {
    for (Logger each = logger; each != null; each = each.getParent()) {
      Handler[] handlers = each.getHandlers();
      if (handlers.length == 0 && each == bridge.get()) {
        return true;
      }
      for (Handler handler : handlers) {
        String name = handler.getClass().getName();
        if (name.endsWith("SLF4JBridgeHandler") || name.endsWith("Log4jBridgeHandler")) {
          remember(each);
          return true;
        }
      }
      if (!each.getUseParentHandlers()) {
        return false;
      }
    }
    return false;
  }

  /** Whether one was found. */
  public boolean areKnown() {
    return bridge != NONE;
  }

  /** A record of this logger was seen in another framework. */
  public void onBridged(Logger logger) {
    if (bridge.get() == null) {
      boolean unused = leadFrom(logger);
    }
  }

  private void remember(Logger bridged) {
    if (bridge.get() != bridged) {
      bridge = new WeakReference<>(bridged);
    }
  }
}
