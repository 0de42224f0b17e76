package com.example;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * Has a Logback of its own behind a loader that takes from its parent nothing but the JDK's
 * packages, as an OSGi bundle's does.
 */
public final class ClosedLoaderProgram {
  private ClosedLoaderProgram() {}

  public static void main(String[] jars) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String jar : jars) {
      urls.add(new File(jar).toURI().toURL());
    }
    try (URLClassLoader bundle = new Bundle(urls.toArray(URL[]::new))) {
      Thread.currentThread().setContextClassLoader(bundle);
      bundle
          .loadClass(LogbackProgram.class.getName())
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {"redact"});
    }
    java.util.logging.Logger.getLogger("com.example.Jul").info("from outside of the bundle");
  }

  private static final class Bundle extends URLClassLoader {
    Bundle(URL[] urls) {
      super(urls, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.ringtail.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
