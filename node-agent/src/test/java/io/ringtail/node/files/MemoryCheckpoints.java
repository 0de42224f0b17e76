package io.ringtail.node.files;

import io.ringtail.node.checkpoint.Checkpoints;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checkpoints that a test writes when it likes. */
final class MemoryCheckpoints implements Checkpoints {
  private final Map<String, String> written;
  private final Map<String, Supplier<String>> sources = new LinkedHashMap<>();
  private final Map<String, Supplier<String>> asked = new LinkedHashMap<>();
  private final Set<String> settling = new HashSet<>();
  boolean damaged;

  MemoryCheckpoints() {
    this(Map.of());
  }

  MemoryCheckpoints(Map<String, String> written) {
    this.written = new LinkedHashMap<>(written);
  }

  /** What an agent that starts now would find. */
  Map<String, String> write() {
    asked.forEach((key, source) -> written.put(key, source.get()));
    asked.keySet().removeAll(settling);
    settling.clear();
    return Map.copyOf(written);
  }

  /** Whether the next {@link #write} asks for it. */
  boolean isAsked(String key) {
    return asked.containsKey(key);
  }

  @Override
  public @Nullable String saved(String key) {
    return written.get(key);
  }

  @Override
  public Collection<String> savedKeys() {
    return List.copyOf(written.keySet());
  }

  @Override
  public boolean isDamaged() {
    return damaged;
  }

  @Override
  public void remember(String key, Supplier<String> current) {
    sources.put(key, current);
    wake(key);
  }

  @Override
  public void rest(String key) {
    settling.add(key);
  }

  @Override
  public void wake(String key) {
    settling.remove(key);
    asked.put(key, sources.get(key));
  }

  @Override
  public boolean isRemembered(String key) {
    return sources.containsKey(key);
  }

  @Override
  public void release(String key) {
    Supplier<String> source = sources.remove(key);
    asked.remove(key);
    settling.remove(key);
    if (source != null) {
      written.put(key, source.get());
    }
  }

  @Override
  public void forget(String key) {
    written.remove(key);
    sources.remove(key);
    asked.remove(key);
    settling.remove(key);
  }
}
