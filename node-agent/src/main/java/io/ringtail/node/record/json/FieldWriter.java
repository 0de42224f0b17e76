package io.ringtail.node.record.json;

import io.ringtail.encode.JsonWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields as JSON: a String, {@link JsonNumber}, Number, Boolean, List, Map, {@link
 * PreparedJson} or null each.
 *
 * <p>Threading: one thread.
 */
public final class FieldWriter {
  private final JsonWriter json;
  private int maxChars = Integer.MAX_VALUE;
  private int longestChars;

  public FieldWriter(JsonWriter json) {
    this.json = json;
  }

  /** From now on, no text is written longer than {@code cap} characters. */
  public void setMaxChars(int cap) {
    maxChars = cap;
    longestChars = 0;
  }

  /** The longest text met since, before it was cut. */
  public int longestChars() {
    return longestChars;
  }

  /** Writes members, without the braces around them. */
  public void members(Map<String, ? extends @Nullable Object> fields) {
    for (Map.Entry<String, ? extends @Nullable Object> field : fields.entrySet()) {
      json.element();
      // Names are not cut: two could become the same.
      json.string(field.getKey(), field.getKey().length());
      json.colon();
      value(field.getValue());
    }
  }

  private void value(@Nullable Object value) {
    if (value == null) {
      json.nullValue();
    } else if (value instanceof PreparedJson prepared) {
      prepared.writeTo(json);
    } else if (value instanceof Map<?, ?> object) {
      json.startObject();
      members(asFields(object));
      json.endObject();
    } else if (value instanceof List<?> array) {
      json.startArray();
      for (Object element : array) {
        json.element();
        value(element);
      }
      json.endArray();
    } else if (value instanceof Boolean flag) {
      json.bool(flag);
    } else if (value instanceof JsonNumber number) {
      json.ascii(number.literal());
    } else if (value instanceof Long || value instanceof Integer) {
      json.number(((Number) value).longValue());
    } else {
      text(value.toString());
    }
  }

  private void text(String text) {
    longestChars = Math.max(longestChars, text.length());
    int end = Math.min(text.length(), maxChars);
    boolean splitsPair =
        end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    json.string(text, splitsPair ? end - 1 : end);
  }

  @SuppressWarnings("unchecked") // every map among fields is one of fields
  private static Map<String, @Nullable Object> asFields(Map<?, ?> object) {
    return (Map<String, @Nullable Object>) object;
  }
}
