package io.ringtail.agent.jdk;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.SharedSecrets;

/**
 * {@code jdk.internal.access}, opened to this loader alone by the right of an agent. A future JDK
 * may have none of it: each call may throw a LinkageError, and each caller has a second way.
 */
public final class JdkAccess {
  /** The first place after the JDK's own three: console, application hooks, files to delete. */
  private static final int AFTER_APPLICATION_HOOKS = 3;

  private JdkAccess() {}

  /** Has java.base export the package to this class's loader. */
  public static void open(Instrumentation instrumentation) {
    Module own = JdkAccess.class.getModule();
    Map<String, Set<Module>> exports =
        Collections.singletonMap("jdk.internal.access", Collections.singleton(own));
    instrumentation.redefineModule(
        Object.class.getModule(),
        Collections.emptySet(),
        exports,
        Collections.emptyMap(),
        Collections.emptySet(),
        Collections.emptyMap());
  }

  /** Defines a class in the boot loader, without a jar on its path: class data sharing stays on. */
  public static void defineInBoot(String name, byte[] classFile) {
    JavaLangAccess access = SharedSecrets.getJavaLangAccess();
    access.defineClass(null, name, classFile, null, null);
  }

  /**
   * Runs {@code work} at the end of the process, once all of the program's shutdown hooks have
   * ended. Threads and sockets still work then.
   *
   * @param place 0 for what comes first, then 1; each is given once
   * @throws IllegalStateException if the process is past that point
   */
  public static void runAfterShutdownHooks(int place, Runnable work) {
    SharedSecrets.getJavaLangAccess()
        .registerShutdownHook(AFTER_APPLICATION_HOOKS + place, true, work);
  }
}
