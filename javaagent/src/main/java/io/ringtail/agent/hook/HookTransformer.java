package io.ringtail.agent.hook;

import io.ringtail.agent.jdk.OwnRights;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class that is loaded, and is done with all but a dozen at the first line.
 *
 * <p>Threading: any thread that loads a class, with its locks held: nothing here waits or logs
 * through the program.
 */
public final class HookTransformer implements ClassFileTransformer {
  private static final String LOG_MANAGER = "java/util/logging/LogManager";

  /** Where hooked classes live: all others are passed over before {@link Hooks} is even loaded. */
  private static final String[] HOOKED_PACKAGES = {
    "ch/qos/logback/classic/",
    "ch/qos/logback/core/OutputStream",
    "io/ringtail/logback/",
    "java/util/logging/",
    "org/apache/logging/log4j/core/",
    "org/jboss/logmanager/",
  };

  private static final Module JAVA_BASE = Object.class.getModule();
  private static final @Nullable ClassLoader OURS = HookTransformer.class.getClassLoader();

  private final HookListener listener;

  /** A bit for each framework whose events cannot be captured: its console is all we have. */
  private volatile int missing;

  public HookTransformer(HookListener listener) {
    this.listener = listener;
  }

  /** Hooks what will be loaded, and what has been: by an AOT cache, or before a late attachment. */
  public void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      // Most of some 800 end here, without even a name; the others' is compared as it is, before it
      // is turned into another.
      if (type.getModule() != JAVA_BASE) {
        String name = type.getName();
        if (isHookedPackage(name, '.')) {
          onLoaded(type, name.replace('.', '/'), instrumentation);
        }
      }
    }
  }

  private void onLoaded(Class<?> type, String className, Instrumentation instrumentation) {
    if (className.equals(LOG_MANAGER)) {
      listener.onLogManager();
    }
    if (ByName.HOOKS.containsKey(className) && instrumentation.isModifiableClass(type)) {
      try {
        instrumentation.retransformClasses(type);
      } catch (Throwable e) {
        listener.onFailed(type.getName(), e);
      }
    }
  }

  /** Called for each class that is loaded, in an interpreter at first: hence the short way out. */
  @Override
  public byte @Nullable [] transform(
      Module module,
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (module == JAVA_BASE) {
      return null;
    }
    if (loader == OURS) {
      // By a constant: this class must not load the other while the JVM is loading it.
      if (className != null && className.startsWith(Aside.TRIGGERS)) {
        Aside.onTrigger();
      }
      return null;
    }
    return transform(loader, className, redefined, domain, classFile);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (className == null) {
      return null;
    }
    if (isHookedPackage(className, '/')) {
      int[] targets = ByName.HOOKS.get(className);
      if (targets != null) {
        return OwnRights.call(() -> weave(loader, className, targets, domain, classFile));
      }
    }
    return look(className);
  }

  static boolean isHookedPackage(String name, char separator) {
    for (String prefix : HOOKED_PACKAGES) {
      if (startsWith(name, prefix, separator)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(String name, String prefix, char separator) {
    int length = prefix.length();
    if (name.length() <= length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char expected = prefix.charAt(i);
      if (name.charAt(i) != (expected == '/' ? separator : expected)) {
        return false;
      }
    }
    return true;
  }

  private byte @Nullable [] look(String className) {
    if (className.equals(LOG_MANAGER)) {
      listener.onLogManager();
    } else if (className.endsWith("Appender")) {
      String foreign = ForeignAppenders.find(className);
      if (foreign != null) {
        OwnRights.call(
            () -> {
              listener.onForeignAppender(className, foreign);
              return foreign;
            });
      }
    }
    return null;
  }

  private byte @Nullable [] weave(
      @Nullable ClassLoader loader,
      String className,
      int[] targets,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    Hook first = Hooks.at(targets[0]);
    boolean isOutput = first.role() == Role.OUTPUT;
    if (isOutput && (missing & 1 << first.framework().rank()) != 0) {
      return null;
    }
    try {
      listener.beforeWeaving();
      if (!BridgeView.isOpenTo(loader)) {
        if (!isOutput) {
          listener.onHidden(className.replace('/', '.'), String.valueOf(loader));
        }
        return null;
      }
      boolean[] found = new boolean[targets.length];
      byte[] woven = Weaver.weave(targets, classFile, found);
      for (int i = 0; i < targets.length; i++) {
        if (found[i]) {
          listener.onWoven(Hooks.at(targets[i]));
        } else {
          markMissing(Hooks.at(targets[i]));
          listener.onMissing(Hooks.at(targets[i]), Origin.of(domain));
        }
      }
      return woven;
    } catch (Throwable e) {
      listener.onFailed(className.replace('/', '.'), e);
      return null;
    }
  }

  private synchronized void markMissing(Hook hook) {
    if (hook.role() == Role.CAPTURE) {
      missing |= 1 << hook.framework().rank();
    }
  }

  /** Apart, so that it is made for the first class that may be hooked. */
  private static final class ByName {
    static final Map<String, int[]> HOOKS = Hooks.byClassName();
  }
}
