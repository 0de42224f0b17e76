package io.ringtail.bench.memory;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks from one object of ours to all that it keeps alive.
 *
 * <p>Ours are the objects of our classes and everything that they hold, each once and whole, shared
 * or not: waiting events with their strings and maps, batches, request bodies, tables, counters.
 * Not ours are Logback's context and loggers, classes, class loaders, threads, stdout, and objects
 * of the AWS SDK with what only they hold; but through those the walk goes on to objects of ours: a
 * request that is being sent is held by the SDK's call alone.
 *
 * <p>Other threads go on meanwhile: what moves may be counted late or not at all. Threading: one
 * thread. Needs the packages of java.base to be open; see {@link #JVM_FLAGS}.
 */
public final class OwnMemory {
  /** What the JVM needs to be started with. */
  public static final List<String> JVM_FLAGS =
      Stream.of(
              "java.io",
              "java.lang",
              "java.math",
              "java.net",
              "java.nio.charset",
              "java.time",
              "java.util",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "java.util.concurrent.locks",
              // A request under way: its socket, and what its URL holds.
              "java.lang.ref",
              "java.nio",
              "java.nio.channels",
              "java.nio.channels.spi",
              "java.security",
              "jdk.internal.ref",
              "jdk.internal.misc",
              "sun.net",
              "sun.net.util",
              "sun.net.www",
              "sun.net.www.http",
              "sun.net.www.protocol.http",
              "sun.nio.ch",
              "sun.nio.cs",
              "sun.nio.fs")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toList();

  private static final String OURS = "io.ringtail.";
  private static final String BENCHMARKS = "io.ringtail.bench.";
  private static final String SDK = "software.amazon.awssdk.";

  private final ShallowSizes sizes = new ShallowSizes();
  private final Map<Class<?>, ObjectShape> shapes = new HashMap<>();
  private final Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Object> passed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ArrayDeque<Object> toPass = new ArrayDeque<>();
  private final ArrayDeque<Held> toCount = new ArrayDeque<>();
  private final Map<String, Long> bytesByOwner = new HashMap<>();
  private final Set<String> unreadable = new HashSet<>();
  private final Map<String, Long> ownInstances = new HashMap<>();
  private long bytes;

  private OwnMemory() {}

  /** What {@code root}, an object of ours, keeps alive at this moment. */
  public static Retained of(Object root) {
    OwnMemory walk = new OwnMemory();
    walk.toCount.add(new Held(root, root.getClass()));
    walk.run();
    return new Retained(walk.bytes, walk.bytesByOwner, walk.ownInstances, walk.unreadable);
  }

  private record Held(Object object, Class<?> owner) {}

  private void run() {
    while (!toCount.isEmpty() || !toPass.isEmpty()) {
      // Ours first: what both hold is ours.
      Held held = toCount.poll();
      if (held == null) {
        pass(toPass.remove());
      } else if (counted.add(held.object)) {
        count(held);
      }
    }
  }

  private void count(Held held) {
    Class<?> type = held.object.getClass();
    boolean isOurs = type.getName().startsWith(OURS);
    Class<?> owner = isOurs ? type : held.owner;
    if (isOurs) {
      ownInstances.merge(Retained.className(type.getName()), 1L, Long::sum);
    }
    long own = type.isArray() ? sizes.ofArray(held.object) : shape(type).bytes();
    bytes += own;
    bytesByOwner.merge(Retained.className(owner.getName()), own, Long::sum);
    if (!type.isArray() && !shape(type).isReadable()) {
      unreadable.add(type.getName());
    }
    forEachReference(held.object, next -> toCount.add(new Held(next, owner)));
  }

  /** Looks for objects of ours behind one that is not. */
  private void pass(Object object) {
    forEachReference(
        object,
        next -> {
          if (next.getClass().getName().startsWith(OURS)) {
            toCount.add(new Held(next, next.getClass()));
          } else if (!counted.contains(next) && passed.add(next)) {
            toPass.add(next);
          }
        });
  }

  private interface Next {
    void to(Object object);
  }

  private void forEachReference(Object from, Next next) {
    if (from instanceof Object[] array) {
      for (Object element : array) {
        follow(element, next);
      }
    } else if (!from.getClass().isArray()) {
      for (var field : shape(from.getClass()).references()) {
        try {
          follow(field.get(from), next);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("was made accessible: " + field, e);
        }
      }
    }
  }

  private void follow(@Nullable Object object, Next next) {
    if (object == null || isSomebodyElses(object)) {
      return;
    }
    if (object.getClass().getName().startsWith(SDK)) {
      if (passed.add(object)) {
        toPass.add(object);
      }
    } else {
      next.to(object);
    }
  }

  private static boolean isSomebodyElses(Object object) {
    return object instanceof Class<?>
        || object instanceof ClassLoader
        || object instanceof Thread
        || object instanceof ThreadGroup
        || object instanceof Enum<?>
        // From one cleaner the list of all: every open jar of the process.
        || object instanceof Cleaner.Cleanable
        || object == System.out
        || object == System.err
        || object instanceof ch.qos.logback.core.Context
        || object instanceof org.slf4j.Logger
        || object.getClass().getName().startsWith(BENCHMARKS);
  }

  private ObjectShape shape(Class<?> type) {
    return shapes.computeIfAbsent(type, missing -> ObjectShape.of(missing, sizes));
  }
}
