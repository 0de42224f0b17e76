package io.ringtail.console.filter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A selector such as {@code $.kubernetes.pod_name} or {@code $.items[0].id}.
 *
 * @param steps names ({@code String}) and indexes ({@code Integer})
 */
record JsonPath(List<Object> steps) {

  /** Null where the document has no such field. */
  @Nullable Object valueIn(Object document) {
    @Nullable Object value = document;
    for (Object step : steps) {
      if (step instanceof Integer index) {
        value = value instanceof List<?> list && index < list.size() ? list.get(index) : null;
      } else {
        value = value instanceof Map<?, ?> map ? map.get(step) : null;
      }
    }
    return value;
  }
}
