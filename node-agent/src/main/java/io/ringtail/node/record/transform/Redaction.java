package io.ringtail.node.record.transform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import io.ringtail.node.record.json.JsonFields;
import io.ringtail.node.record.json.JsonNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets in texts and in fields.
 *
 * <p>A secret may hide: behind an escape in JSON, in a number, in a name, or in the way in which
 * names and values stand together. So JSON is looked at both as fields and as text, and fields are
 * sent only if nothing is found in the text that they make.
 *
 * <p>Threading: safe.
 */
final class Redaction {
  private final List<Secret> secrets = new ArrayList<>();
  private final String replacement;

  /**
   * @param builtIn of {@link #builtInNames}
   */
  Redaction(List<String> builtIn, List<Pattern> patterns, String replacement) {
    builtIn.forEach(name -> secrets.add(secret(name)));
    patterns.forEach(pattern -> secrets.add(new PatternSecret(pattern)));
    this.replacement = replacement;
  }

  static Set<String> builtInNames() {
    return Set.of("card", "token", "email");
  }

  private static Secret secret(String name) {
    return switch (name) {
      case "card" -> new CardNumbers();
      case "token" -> new Tokens();
      case "email" -> new EmailAddresses();
      default ->
          throw new IllegalArgumentException(
              "there is no ready pattern " + name + " to redact by; there are " + builtInNames());
    };
  }

  /**
   * Whether the text may be sent as it is.
   *
   * @param asObject whether it may be sent as the JSON object that it is
   */
  boolean isClean(byte[] text, int from, int to, boolean asObject) {
    boolean escaped = asObject && contains(text, from, to, "\\");
    if (escaped && contains(text, from, to, "\\u")) {
      return false;
    }
    String string = null;
    for (Secret secret : secrets) {
      if (asObject && secret.dependsOnPlace()) {
        return false;
      }
      if (secret.mayBeIn(text, from, to)) {
        string = string == null ? new String(text, from, to - from, UTF_8) : string;
        if (escaped || !secret.replace(string, replacement).equals(string)) {
          return false;
        }
      }
    }
    return true;
  }

  /** What may be sent of {@code text}. */
  String text(String text) {
    String safe = text;
    if (text.indexOf('{') >= 0) {
      Map<String, @Nullable Object> object = JsonFields.of(text);
      if (object != null && scrub(object)) {
        safe = JsonFields.text(object);
      }
    }
    return replace(safe);
  }

  /**
   * What may be sent of {@code fields}.
   *
   * @return the same map if nothing had to be replaced; a String if what is left is no JSON
   */
  Object fields(Map<String, @Nullable Object> fields) {
    scrub(fields);
    String text = JsonFields.text(fields);
    String safe = replace(text);
    if (safe.equals(text)) {
      return fields;
    }
    Map<String, @Nullable Object> again = JsonFields.of(safe);
    return again == null ? safe : again;
  }

  /** Replaces what is found in each single name and value; says whether there was anything. */
  private boolean scrub(Map<String, @Nullable Object> object) {
    Map<String, @Nullable Object> safe = new LinkedHashMap<>();
    object.forEach(
        (name, value) -> {
          String safeName = text(name);
          while (safe.containsKey(safeName)) {
            safeName += "_";
          }
          boolean named = value != null && secrets.stream().anyMatch(s -> s.isNamedBy(name));
          safe.put(safeName, named ? replacement : value(value));
        });
    if (safe.equals(object)) {
      return false;
    }
    object.clear();
    object.putAll(safe);
    return true;
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof String string) {
      return text(string);
    }
    if (value instanceof JsonNumber number) {
      String safe = replace(number.literal());
      return safe.equals(number.literal()) ? number : safe;
    }
    if (value instanceof Map<?, ?> object) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      object.forEach((name, inner) -> copy.put((String) name, inner));
      scrub(copy);
      return copy;
    }
    if (value instanceof List<?> array) {
      List<@Nullable Object> safe = new ArrayList<>();
      array.forEach(element -> safe.add(value(element)));
      return safe;
    }
    return value;
  }

  private String replace(String text) {
    String replaced = text;
    for (Secret secret : secrets) {
      replaced = secret.replace(replaced, replacement);
    }
    return replaced;
  }

  private static boolean contains(byte[] text, int from, int to, String escape) {
    for (int i = from; i <= to - escape.length(); i++) {
      if (text[i] == '\\' && (escape.length() == 1 || text[i + 1] == escape.charAt(1))) {
        return true;
      }
    }
    return false;
  }
}
