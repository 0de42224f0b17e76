package io.ringtail.agent;

import io.ringtail.agent.jdk.JdkAccess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Puts the two boot classes where every class can see them.
 *
 * <p>Defined directly, the boot class path stays as it is and class data sharing stays on. Where
 * the JDK does not let us, our jar is appended to the boot class path: outside {@code inst/} it has
 * little more than these two.
 */
final class BootBridge {
  private static final String[] CLASSES = {"io.ringtail.boot.Sink", "io.ringtail.boot.LogBridge"};

  private BootBridge() {}

  /**
   * @param denied why the JDK is not open to us; null: it is
   * @return null if all went the first way, else why not
   */
  static @Nullable Throwable install(
      Instrumentation instrumentation, File jar, @Nullable Throwable denied) throws IOException {
    if (denied != null) {
      append(instrumentation, jar);
      return denied;
    }
    try {
      for (String name : CLASSES) {
        JdkAccess.defineInBoot(name, classFile(name));
      }
      return null;
    } catch (Exception | LinkageError e) {
      append(instrumentation, jar);
      return e;
    }
  }

  private static void append(Instrumentation instrumentation, File jar) throws IOException {
    loadRestOfLoader();
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar, false));
  }

  // Of our class loader, what is loaded later: it would be found in the boot loader then, and not
  // be in one package with the rest.
  private static void loadRestOfLoader() throws IOException {
    URL any = BootBridge.class.getResource("BootBridge.class");
    if (any != null) {
      any.openConnection();
    }
  }

  private static byte[] classFile(String name) throws IOException {
    String file = name.replace('.', '/').concat(".class");
    try (InputStream in = BootBridge.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("no " + file);
      }
      return in.readAllBytes();
    }
  }
}
