package io.ringtail.console.logs;

import io.ringtail.console.json.JsonNull;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, with the service's refusals for what is missing or of another type.
 * Unknown parameters are ignored, as in the service.
 */
final class Params {
  private final Map<?, ?> fields;

  private Params(Map<?, ?> fields) {
    this.fields = fields;
  }

  static Params read(byte[] body, int length) {
    try {
      if (JsonTree.read(body, length) instanceof Map<?, ?> fields) {
        return new Params(fields);
      }
    } catch (MalformedJsonException e) {
      throw ServiceError.serialization("Malformed JSON: " + e.getMessage()).refused();
    }
    throw ServiceError.serialization("Start of structure or map found where not expected")
        .refused();
  }

  String string(String name) {
    String value = optionalString(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  @Nullable String optionalString(String name) {
    Object value = value(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrongType(name, "a string", value);
  }

  @Nullable Long optionalLong(String name) {
    Object value = value(name);
    if (value == null || value instanceof Long) {
      return (Long) value;
    }
    throw wrongType(name, "a whole number", value);
  }

  /** A number that must not be negative. */
  long millis(String name, long otherwise) {
    Long value = optionalLong(name);
    if (value == null) {
      return otherwise;
    }
    if (value < 0) {
      throw ServiceError.constraint(
              value, name, "Member must have value greater than or equal to 0")
          .refused();
    }
    return value;
  }

  int limit(String name, int max, int otherwise) {
    Long value = optionalLong(name);
    if (value == null) {
      return otherwise;
    }
    if (value < 1 || value > max) {
      String bound = value < 1 ? "greater than or equal to 1" : "less than or equal to " + max;
      throw ServiceError.constraint(value, name, "Member must have value " + bound).refused();
    }
    return Math.toIntExact(value);
  }

  boolean flag(String name) {
    Object value = value(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw wrongType(name, "true or false", value);
  }

  /** Empty where it is missing. */
  List<String> strings(String name) {
    Object value = value(name);
    List<String> strings = new ArrayList<>();
    if (value == null) {
      return strings;
    }
    if (!(value instanceof List<?> elements)) {
      throw wrongType(name, "a list", value);
    }
    for (Object element : elements) {
      if (!(element instanceof String string)) {
        throw wrongType(name, "a list of strings", element);
      }
      strings.add(string);
    }
    return strings;
  }

  static RefusedException missing(String name) {
    return ServiceError.invalidParameter(
            "1 validation error detected: Value null at '"
                + name
                + "' failed to satisfy constraint: Member must not be null")
        .refused();
  }

  private @Nullable Object value(String name) {
    Object value = fields.get(name);
    return value == JsonNull.NULL ? null : value;
  }

  private static RefusedException wrongType(String name, String expected, Object value) {
    return ServiceError.serialization(
            name + " must be " + expected + ", not " + value.getClass().getSimpleName())
        .refused();
  }
}
