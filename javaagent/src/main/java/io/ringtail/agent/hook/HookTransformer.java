package io.ringtail.agent.hook;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
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

  private final Map<String, int[]> hooks = Hooks.byClassName();
  private final HookListener listener;

  public HookTransformer(HookListener listener) {
    this.listener = listener;
  }

  /** Hooks what will be loaded, and what has been. */
  public void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      String name = type.getName().replace('.', '/');
      if (name.equals(LOG_MANAGER)) {
        listener.onLogManager();
      }
      if (hooks.containsKey(name) && instrumentation.isModifiableClass(type)) {
        loaded.add(type);
      }
    }
    for (Class<?> type : loaded) {
      try {
        instrumentation.retransformClasses(type);
      } catch (Throwable e) {
        listener.onFailed(type.getName(), e);
      }
    }
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
    int[] targets = hooks.get(className);
    return targets == null ? look(className) : weave(className, targets, domain, classFile);
  }

  private byte @Nullable [] look(String className) {
    if (className.equals(LOG_MANAGER)) {
      listener.onLogManager();
    } else if (className.endsWith("Appender")) {
      String foreign = Hooks.foreignAppender(className);
      if (foreign != null) {
        listener.onForeignAppender(className, foreign);
      }
    }
    return null;
  }

  private byte @Nullable [] weave(
      String className, int[] targets, @Nullable ProtectionDomain domain, byte[] classFile) {
    try {
      listener.beforeWeaving();
      boolean[] found = new boolean[targets.length];
      byte[] woven = Weaver.weave(targets, classFile, found);
      for (int i = 0; i < targets.length; i++) {
        if (found[i]) {
          listener.onWoven(Hooks.at(targets[i]));
        } else {
          listener.onMissing(Hooks.at(targets[i]), Origin.of(domain));
        }
      }
      return woven;
    } catch (Throwable e) {
      listener.onFailed(className.replace('/', '.'), e);
      return null;
    }
  }
}
