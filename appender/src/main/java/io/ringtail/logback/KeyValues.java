package io.ringtail.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * SLF4J 2's key-value pairs, as the ring wants them. A class of its own: with SLF4J 1.7 it is never
 * loaded.
 */
final class KeyValues {
  private KeyValues() {}

  /** Key and value in turn, or null where there are none. */
  static @Nullable Object @Nullable [] of(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs == null || pairs.isEmpty()) {
      return null;
    }
    @Nullable Object[] flat = new @Nullable Object[2 * pairs.size()];
    int i = 0;
    for (KeyValuePair pair : pairs) {
      flat[i++] = String.valueOf(pair.key);
      flat[i++] = snapshot(pair.value);
    }
    return flat;
  }

  /** What may change after the call becomes text now, on the thread that logs. */
  private static @Nullable Object snapshot(@Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Float
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigDecimal
        || value instanceof BigInteger) {
      return value;
    }
    if (value instanceof AtomicInteger || value instanceof AtomicLong) {
      return ((Number) value).longValue();
    }
    try {
      return String.valueOf(value);
    } catch (Throwable e) {
      // The program's own toString(): it costs its value, not the event.
      return "[FAILED toString(): " + e.getClass().getName() + "]";
    }
  }
}
