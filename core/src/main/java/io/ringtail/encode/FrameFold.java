package io.ringtail.encode;

/**
 * Tells the frames that only carry a call, reflection and generated proxies, from those that say
 * something. They are folded in the text and left out of the hash: their names change from run to
 * run.
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

  private FrameFold() {}

  static boolean isCarrier(StackTraceElement frame) {
    String className = frame.getClassName();
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
