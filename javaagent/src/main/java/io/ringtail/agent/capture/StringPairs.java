package io.ringtail.agent.capture;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A context map's copy: a handful of pairs in one array, a third of what a HashMap takes.
 *
 * <p>Made here and not beside a reader, so that an event in the ring does not hold the loader of a
 * web application. Threading: filled by one thread, then only read.
 */
public final class StringPairs extends AbstractMap<String, String> {
  /** Key, value, key, value; null from the first place on that was not needed. */
  private final @Nullable String[] pairs;

  /**
   * @param size how many pairs will be added at most
   */
  public StringPairs(int size) {
    this.pairs = new String[2 * size];
  }

  /** Adds a pair whose key is not there yet; more than there is room for are left out. */
  public void add(@Nullable String key, @Nullable Object value) {
    // No counter: it would make the object larger, and there are hardly more than ten pairs.
    int at = 2 * size();
    if (at < pairs.length) {
      pairs[at] = String.valueOf(key);
      pairs[at + 1] = String.valueOf(value);
    }
  }

  @Override
  public int size() {
    int at = 0;
    while (at < pairs.length && pairs[at] != null) {
      at += 2;
    }
    return at / 2;
  }

  public String key(int index) {
    return String.valueOf(pairs[2 * index]);
  }

  public String value(int index) {
    return String.valueOf(pairs[2 * index + 1]);
  }

  /** All keys and values together. */
  public int chars() {
    int chars = 0;
    for (String each : pairs) {
      chars += each == null ? 0 : each.length();
    }
    return chars;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    for (int at = 0; at < pairs.length && pairs[at] != null; at += 2) {
      if (String.valueOf(pairs[at]).equals(key)) {
        return pairs[at + 1];
      }
    }
    return null;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super String> action) {
    for (int at = 0; at < pairs.length && pairs[at] != null; at += 2) {
      action.accept(String.valueOf(pairs[at]), String.valueOf(pairs[at + 1]));
    }
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return StringPairs.this.size();
      }

      @Override
      public Iterator<Map.Entry<String, String>> iterator() {
        return new Iterator<>() {
          private int at;

          @Override
          public boolean hasNext() {
            return at < pairs.length && pairs[at] != null;
          }

          @Override
          public Map.Entry<String, String> next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            at += 2;
            return Map.entry(String.valueOf(pairs[at - 2]), String.valueOf(pairs[at - 1]));
          }
        };
      }
    };
  }
}
