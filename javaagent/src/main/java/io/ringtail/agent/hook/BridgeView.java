package io.ringtail.agent.hook;

import org.jspecify.annotations.Nullable;

/**
 * Whether the classes of a loader see the boot bridge. Those of an OSGi bundle or of a JBoss module
 * do not, unless its package is delegated; woven all the same, each log call would end in a
 * NoClassDefFoundError.
 */
final class BridgeView {
  private static final String BRIDGE = "io.ringtail.boot.LogBridge";

  private BridgeView() {}

  /** Asks as the JVM will, when it links the woven code. */
  static boolean isOpenTo(@Nullable ClassLoader loader) {
    if (loader == null) {
      return true;
    }
    try {
      // Another copy, on the class path say, would have no sink behind it.
      return Class.forName(BRIDGE, false, loader).getClassLoader() == null;
    } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
      return false;
    }
  }
}
