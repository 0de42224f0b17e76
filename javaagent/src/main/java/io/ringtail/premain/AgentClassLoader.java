package io.ringtail.premain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads everything of the agent but the premain and boot classes.
 *
 * <p>Its own classes first and only: of the JDK it sees what names of the JDK say, of the program
 * nothing, so that neither meets the other's Jackson, SLF4J or AWS SDK. The platform loader alone
 * would not do as a parent: it can see the program's named modules.
 *
 * <p>Threading: safe, parallel capable.
 */
final class AgentClassLoader extends ClassLoader implements Supplier<@Nullable Object[]> {
  static {
    registerAsParallelCapable();
  }

  private static final String[] JDK = {
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "org.w3c.dom.", "org.xml.sax.", "org.ietf.jgss.",
  };

  private static final String OURS = "io.ringtail.";
  private static final String BOOT = "io.ringtail.boot.";

  /** JEP 486. */
  private static final int FIRST_WITHOUT_SECURITY_MANAGER = 24;

  /** Nearly all of our classes are smaller. */
  private static final int BUFFER_BYTES = 16 * 1024;

  private byte @Nullable [] spareBuffer;
  private final ClassLoader platform;
  private final PackedFiles files;
  private final ProtectionDomain domain;
  private final @Nullable Object[] context;

  /**
   * @param context what the agent is started with: see its entry
   * @param java the version that this runs on
   */
  AgentClassLoader(PackedFiles files, @Nullable Object[] context, int java) {
    // The boot loader as a parent: most of the JDK is there, and found without a detour.
    super(null);
    this.platform = platform(Premain.class.getClassLoader());
    this.files = files;
    this.domain = domain(java);
    this.context = context;
  }

  /** What the agent's entry is to start with: a JDK type, since it cannot see ours. */
  @Override
  public @Nullable Object[] get() {
    return context;
  }

  // Without a location, where nobody asks for it: of that the JDK makes a text for each class. A
  // security manager that comes later, up to Java 23, finds what an agent may do anyway.
  private static ProtectionDomain domain(int java) {
    CodeSource nowhere = new CodeSource((URL) null, (Certificate[]) null);
    if (java >= FIRST_WITHOUT_SECURITY_MANAGER) {
      return new ProtectionDomain(nowhere, null);
    }
    if (System.getSecurityManager() != null) {
      return Premain.class.getProtectionDomain();
    }
    return new ProtectionDomain(nowhere, Permitted.all());
  }

  /** Apart, so that newer JVMs load none of it. */
  private static final class Permitted {
    static Permissions all() {
      Permissions all = new Permissions();
      all.add(new AllPermission());
      return all;
    }
  }

  // ClassLoader.getPlatformClassLoader() is newer than what this is compiled for.
  private static ClassLoader platform(ClassLoader system) {
    ClassLoader loader = system;
    for (ClassLoader next = loader.getParent(); next != null; next = loader.getParent()) {
      loader = next;
    }
    return loader;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(OURS) ? name.startsWith(BOOT) : isJdk(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return findOwn(name);
    }
  }

  private static boolean isJdk(String name) {
    for (String prefix : JDK) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Asked by {@code super.loadClass}, for what the boot loader does not have. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    return platform.loadClass(name);
  }

  private Class<?> findOwn(String name) throws ClassNotFoundException {
    byte[] buffer = takeBuffer();
    try {
      int length = files.readStoredClass(name, buffer);
      if (length >= 0) {
        return defineClass(name, buffer, 0, length, domain);
      }
      byte[] bytes = files.readClass(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    } finally {
      giveBack(buffer);
    }
  }

  // While a class is defined, its super class is loaded by the same thread, with another buffer.
  private synchronized byte[] takeBuffer() {
    byte[] spare = spareBuffer;
    spareBuffer = null;
    return spare == null ? new byte[BUFFER_BYTES] : spare;
  }

  private synchronized void giveBack(byte[] buffer) {
    spareBuffer = buffer;
  }

  @Override
  public @Nullable URL getResource(String name) {
    return findResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    return findResources(name);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      byte[] bytes = files.read(name);
      return bytes == null ? null : new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    try {
      return files.contains(name) ? PackedUrls.of(name, files) : null;
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL url = findResource(name);
    return url == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(url));
  }
}
