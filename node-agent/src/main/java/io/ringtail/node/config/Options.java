package io.ringtail.node.config;

import io.ringtail.config.Parsed;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Options that a variable can set as well: it beats the file. */
record Options(Section file, Environment environment) {
  <T> T get(String variable, String key, Function<String, Parsed<T>> parse, T fallback) {
    T value = find(variable, key, parse);
    return value == null ? fallback : value;
  }

  /** Null where neither sets it. */
  <T> @Nullable T find(String variable, String key, Function<String, Parsed<T>> parse) {
    // Both are read always, so that what is wrong in the weaker one is told, too.
    T inFile = file.value(key, parse);
    T inEnvironment = environment.read(variable, parse);
    return inEnvironment == null ? inFile : inEnvironment;
  }
}
