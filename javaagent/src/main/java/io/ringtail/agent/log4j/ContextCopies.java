package io.ringtail.agent.log4j;

import io.ringtail.agent.capture.StringPairs;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.TriConsumer;

/**
 * Copies the context data of events. A thread's last copy serves again while its context has not
 * changed: a request's events have the same one, and looking costs less than copying.
 *
 * <p>Apart from the reader, because Log4j has these types since 2.7 only. Threading: safe; threads
 * that share a place take it from each other.
 */
final class ContextCopies {
  private static final TriConsumer<String, Object, StringPairs> ADD =
      (key, value, pairs) -> pairs.add(key, value);

  /** A power of two. */
  private static final int PLACES = 16;

  /** What is kept for longer than its event stays small. */
  private static final int MAX_KEPT_CHARS = 1_024;

  private final AtomicReferenceArray<StringPairs> last = new AtomicReferenceArray<>(PLACES);

  Map<String, String> of(LogEvent event) {
    ReadOnlyStringMap data = event.getContextData();
    if (data == null || data.isEmpty()) {
      return Map.of();
    }
    int place = place();
    StringPairs known = last.get(place);
    if (known != null && isSame(known, data)) {
      return known;
    }
    StringPairs copy = new StringPairs(data.size());
    data.forEach(ADD, copy);
    last.set(place, copy.chars() <= MAX_KEPT_CHARS ? copy : null);
    return copy;
  }

  // Thread.threadId() is newer than what we compile for.
  @SuppressWarnings("deprecation")
  private static int place() {
    return (int) Thread.currentThread().getId() & (PLACES - 1);
  }

  private static boolean isSame(StringPairs known, ReadOnlyStringMap data) {
    int size = known.size();
    if (size != data.size()) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      Object value = data.getValue(known.key(i));
      if (!(value instanceof String) || !value.equals(known.value(i))) {
        return false;
      }
    }
    return true;
  }
}
