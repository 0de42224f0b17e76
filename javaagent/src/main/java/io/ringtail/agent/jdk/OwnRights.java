package io.ringtail.agent.jdk;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * What the agent may do, and the program on whose thread it is done may not: up to Java 23 that may
 * have set a security manager since, and threads take over the limits of whoever makes them.
 *
 * <p>Not for each event: for what is done once. Code of the program that is called from there has
 * no more rights than ever.
 */
public final class OwnRights {
  /** JEP 486: from Java 24 on nobody is denied anything, and these classes may go. */
  private static final boolean MATTER = Runtime.version().feature() < 24;

  private OwnRights() {}

  @SuppressWarnings("removal")
  public static <T> T call(PrivilegedAction<T> work) {
    return MATTER ? AccessController.doPrivileged(work) : work.run();
  }
}
