package io.ringtail.agent.capture;

import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;

/**
 * Loads the readers of one framework where they see both: the framework in the program's loader,
 * and the agent.
 *
 * <p>It dies with the program's loader: only that loader's own classes (through a ClassValue) hold
 * it.
 */
final class ReaderLoader extends ClassLoader {
  private static final String OURS = "io.ringtail.";

  private final ClassLoader agent;
  private final String[] own;

  /**
   * Asked for here, since a program's security manager would have a say where classes are loaded.
   */
  private final ProtectionDomain domain = ReaderLoader.class.getProtectionDomain();

  /**
   * @param program the loader that has the framework
   * @param agent the loader that has the agent, and the class files
   * @param own prefixes of the classes that are loaded here
   */
  ReaderLoader(ClassLoader program, ClassLoader agent, String... own) {
    super(program);
    this.agent = agent;
    this.own = own;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    // The program may have a version of our appender: what we link to is never its.
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    if (!isOwn(name)) {
      return agent.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  private boolean isOwn(String name) {
    for (String prefix : own) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream in = agent.getResourceAsStream(name.replace('.', '/').concat(".class"))) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
