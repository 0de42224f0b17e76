package io.ringtail.node.record.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a field stands in a record, with dots between the levels: {@code kubernetes.labels.app}.
 *
 * <p>Names may hold dots themselves, {@code kubernetes.labels.app.kubernetes.io/name}: the path is
 * taken apart so that it leads to a field, if it can be.
 *
 * @param text as it stands in the configuration
 */
public record FieldPath(String text) {
  public static FieldPath of(String text) {
    return new FieldPath(text);
  }

  /** The field's value; null if it has none or there is no such field. */
  public @Nullable Object get(Map<String, @Nullable Object> fields) {
    Place place = find(fields, text);
    return place == null ? null : place.parent.get(place.name);
  }

  public boolean isIn(Map<String, @Nullable Object> fields) {
    return find(fields, text) != null;
  }

  public void remove(Map<String, @Nullable Object> fields) {
    Place place = find(fields, text);
    if (place != null) {
      place.parent.remove(place.name);
    }
  }

  /** Puts the field into {@code target}, at the same place, if it is in {@code fields}. */
  public void copy(Map<String, @Nullable Object> fields, Map<String, @Nullable Object> target) {
    if (isIn(fields)) {
      copy(fields, target, text);
    }
  }

  /** Replaces the field, or adds it, with the objects that it stands in. */
  public void set(Map<String, @Nullable Object> fields, @Nullable Object value) {
    Place place = find(fields, text);
    if (place != null) {
      place.parent.put(place.name, value);
    } else {
      add(fields, text, value);
    }
  }

  private static void add(
      Map<String, @Nullable Object> fields, String path, @Nullable Object value) {
    for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      if (fields.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
        add(asFields(inner), path.substring(dot + 1), value);
        return;
      }
    }
    int dot = path.indexOf('.');
    // What is no object cannot hold the field: its name then has a dot.
    if (dot > 0 && !fields.containsKey(path.substring(0, dot))) {
      Map<String, @Nullable Object> inner = new LinkedHashMap<>();
      fields.put(path.substring(0, dot), inner);
      add(inner, path.substring(dot + 1), value);
    } else {
      fields.put(path, value);
    }
  }

  private static void copy(
      Map<String, @Nullable Object> from, Map<String, @Nullable Object> to, String path) {
    if (from.containsKey(path)) {
      to.put(path, from.get(path));
      return;
    }
    for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      String name = path.substring(0, dot);
      String rest = path.substring(dot + 1);
      if (from.get(name) instanceof Map<?, ?> inner && find(asFields(inner), rest) != null) {
        Object target = to.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
        // Else the whole of it is there already.
        if (target instanceof Map<?, ?> object && object != inner) {
          copy(asFields(inner), asFields(object), rest);
        }
        return;
      }
    }
  }

  private static @Nullable Place find(Map<String, @Nullable Object> fields, String path) {
    if (fields.containsKey(path)) {
      return new Place(fields, path);
    }
    for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      if (fields.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
        Place place = find(asFields(inner), path.substring(dot + 1));
        if (place != null) {
          return place;
        }
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked") // every map among fields is one of fields
  private static Map<String, @Nullable Object> asFields(Map<?, ?> object) {
    return (Map<String, @Nullable Object>) object;
  }

  private record Place(Map<String, @Nullable Object> parent, String name) {}
}
