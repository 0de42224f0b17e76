package io.ringtail.dashboards.insights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event, or a line of a result: values by the names of fields; Double or String. */
public record Row(Map<String, Object> values) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Row {
    values = Map.copyOf(values);
  }

  /** The fields that the service makes, and those that it discovers in the JSON. */
  public static Row ofEvent(
      String logStream, long timestampMillis, long ingestionMillis, String message) {
    Map<String, Object> values = new LinkedHashMap<>();
    try {
      flatten("", JSON.readTree(message), values);
    } catch (IOException e) {
      throw new UncheckedIOException(message, e);
    }
    values.put("@logStream", logStream);
    values.put("@timestamp", (double) timestampMillis);
    values.put("@ingestionTime", (double) ingestionMillis);
    values.put("@message", message);
    return new Row(values);
  }

  public @Nullable Object get(String field) {
    return values.get(field);
  }

  public double number(String field) {
    return values.get(field) instanceof Double number ? number : Double.NaN;
  }

  Row with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new Row(all);
  }

  private static void flatten(String path, JsonNode node, Map<String, Object> into) {
    String prefix = path.isEmpty() ? "" : path + ".";
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        flatten(prefix + field.getKey(), field.getValue(), into);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(prefix + i, node.get(i), into);
      }
    } else if (node.isNumber()) {
      into.put(path, node.asDouble());
    } else if (!node.isNull()) {
      into.put(path, node.asText());
    }
  }
}
