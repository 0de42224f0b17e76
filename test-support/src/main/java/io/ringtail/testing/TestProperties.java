package io.ringtail.testing;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * System properties for one test: afterwards they are what they were.
 *
 * <p>As a field with {@code @RegisterExtension}.
 */
public final class TestProperties implements AfterEachCallback {
  private final Map<String, @Nullable String> before = new HashMap<>();

  public void set(String name, String value) {
    String old = System.setProperty(name, value);
    if (!before.containsKey(name)) {
      before.put(name, old);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
    before.clear();
  }
}
