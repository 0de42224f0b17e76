package io.ringtail.bench.memory;

import java.util.Map;
import java.util.Set;

/**
 * What was found to be Ringtail's own.
 *
 * @param bytes all of it
 * @param bytesByOwner the same, by the class of ours that holds it
 * @param ownInstances how many objects of our classes, by {@link #className}
 * @param unreadable classes whose fields could not be read: where there are any, something is
 *     missing
 */
public record Retained(
    long bytes,
    Map<String, Long> bytesByOwner,
    Map<String, Long> ownInstances,
    Set<String> unreadable) {
  public Retained {
    bytesByOwner = Map.copyOf(bytesByOwner);
    ownInstances = Map.copyOf(ownInstances);
    unreadable = Set.copyOf(unreadable);
  }

  /** A class's name without what is different in each run where the class is a lambda's. */
  public static String className(String name) {
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0 ? name : name.substring(0, lambda) + "$$Lambda";
  }
}
