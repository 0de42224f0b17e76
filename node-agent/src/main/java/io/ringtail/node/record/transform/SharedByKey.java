package io.ringtail.node.record.transform;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What several logs count in together, as long as one of them is there: the containers of a pod,
 * the pods of a namespace. Threading: one thread.
 */
final class SharedByKey<V> {
  private final Map<Object, WeakReference<V>> values = new HashMap<>();

  V of(Object key, Supplier<V> fresh) {
    WeakReference<V> known = values.get(key);
    @Nullable V value = known == null ? null : known.get();
    if (value == null) {
      // Seldom enough to look at all: once per log.
      values.values().removeIf(reference -> reference.get() == null);
      value = fresh.get();
      values.put(key, new WeakReference<>(value));
    }
    return value;
  }
}
