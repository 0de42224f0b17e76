package io.ringtail.encode;

import org.jspecify.annotations.Nullable;

/**
 * Tells the frames that only carry a call, reflection and generated proxies, from those that say
 * something. They are folded in the text and left out of the hash: their names change from run to
 * run.
 *
 * <p>Threading: one thread.
 */
final class FrameFold {
  private static final String[] CARRIER_PACKAGES = {
    "jdk.internal.reflect.",
    "java.lang.reflect.",
    "sun.reflect.",
    "java.lang.invoke.",
    "jdk.proxy",
    "com.sun.proxy.$Proxy",
    "org.springframework.aop.framework.",
    "org.springframework.cglib.proxy.",
  };

  private static final String[] GENERATED_MARKS = {
    "$$EnhancerBy",
    "$$FastClassBy",
    "$$SpringCGLIB$$",
    "$$Lambda",
    "$Proxy",
    "$ByteBuddy$",
    "$HibernateProxy$",
    "$$_Weld",
    "_$$_jvst",
  };

  /** A power of two: the answers for so many class names are remembered. */
  private static final int REMEMBERED = 512;

  private final @Nullable String[] names = new @Nullable String[REMEMBERED];
  private final boolean[] carriers = new boolean[REMEMBERED];

  boolean isCarrier(StackTraceElement frame) {
    String className = frame.getClassName();
    int hash = className.hashCode();
    int place = (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
    if (!className.equals(names[place])) {
      names[place] = className;
      carriers[place] = isCarrier(className);
    }
    return carriers[place];
  }

  private static boolean isCarrier(String className) {
    for (String carrier : CARRIER_PACKAGES) {
      if (className.startsWith(carrier)) {
        return true;
      }
    }
    if (className.indexOf('$') >= 0) {
      for (String mark : GENERATED_MARKS) {
        if (className.contains(mark)) {
          return true;
        }
      }
    }
    return false;
  }
}
