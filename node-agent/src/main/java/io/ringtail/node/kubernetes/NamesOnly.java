package io.ringtail.node.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer must remember to see changes: names, uids and versions. A whole pod would be 20
 * to 50 kB of objects, and we keep of it what we need ourselves.
 */
final class NamesOnly<T extends HasMetadata> implements ItemStore<T> {
  private final Map<String, T> items = new ConcurrentHashMap<>();
  private final Supplier<T> empty;

  NamesOnly(Supplier<T> empty) {
    this.empty = empty;
  }

  @Override
  public String getKey(T item) {
    return Cache.metaNamespaceKeyFunc(item);
  }

  @Override
  public @Nullable T put(String key, T item) {
    ObjectMeta full = item.getMetadata();
    ObjectMeta names = new ObjectMeta();
    names.setName(full.getName());
    names.setNamespace(full.getNamespace());
    names.setUid(full.getUid());
    names.setResourceVersion(full.getResourceVersion());
    T slim = empty.get();
    slim.setMetadata(names);
    return items.put(key, slim);
  }

  @Override
  public @Nullable T remove(String key) {
    return items.remove(key);
  }

  @Override
  public Stream<String> keySet() {
    return items.keySet().stream();
  }

  @Override
  public Stream<T> values() {
    return items.values().stream();
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public @Nullable T get(String key) {
    return items.get(key);
  }

  /** So that what is added is passed on as it comes, and not later, from here. */
  @Override
  public boolean isFullState() {
    return false;
  }
}
