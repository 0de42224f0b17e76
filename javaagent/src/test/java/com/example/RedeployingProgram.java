package com.example;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** Loads a program with a Logback of its own again and again, as an application server does. */
public final class RedeployingProgram {
  private static final int DEPLOYMENTS = 20;

  private RedeployingProgram() {}

  public static void main(String[] jars) throws Exception {
    List<WeakReference<ClassLoader>> gone = new ArrayList<>();
    for (int i = 0; i < DEPLOYMENTS; i++) {
      gone.add(deploy(jars));
    }
    // The pump has to let go of the last events first.
    long end = System.nanoTime() + 20_000_000_000L;
    while (alive(gone) > 0 && System.nanoTime() < end) {
      System.gc();
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
    System.out.println("alive " + alive(gone));
  }

  private static long alive(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(loader -> loader.get() != null).count();
  }

  private static WeakReference<ClassLoader> deploy(String[] jars) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String jar : jars) {
      urls.add(new File(jar).toURI().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      ClassLoader before = Thread.currentThread().getContextClassLoader();
      Thread.currentThread().setContextClassLoader(loader);
      try {
        Class<?> program = loader.loadClass(LogbackProgram.class.getName());
        program
            .getMethod("main", String[].class)
            .invoke(null, (Object) new String[] {"every-kind"});
        Object context =
            loader.loadClass("org.slf4j.LoggerFactory").getMethod("getILoggerFactory").invoke(null);
        context.getClass().getMethod("stop").invoke(context);
      } finally {
        Thread.currentThread().setContextClassLoader(before);
      }
      return new WeakReference<>(loader);
    }
  }
}
