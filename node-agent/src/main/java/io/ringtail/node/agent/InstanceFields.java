package io.ringtail.node.agent;

import io.ringtail.node.config.TransformConfig;
import io.ringtail.node.config.TransformConfig.Add;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is known of the instance in place of {@code ${imds:PATH}} in the fields that transforms
 * add. A field of which a part is not known is left out.
 */
final class InstanceFields {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{imds:([^}]+)}");

  private InstanceFields() {}

  /**
   * @param instance what stands for a path; null where it is not known
   */
  static List<TransformConfig> resolve(
      List<TransformConfig> transforms, UnaryOperator<@Nullable String> instance) {
    List<TransformConfig> resolved = new ArrayList<>();
    for (TransformConfig transform : transforms) {
      resolved.add(
          transform instanceof Add add
              ? new Add(add.when(), known(add.fields(), instance))
              : transform);
    }
    return resolved;
  }

  private static Map<String, String> known(
      Map<String, String> fields, UnaryOperator<@Nullable String> instance) {
    Map<String, String> known = new LinkedHashMap<>();
    fields.forEach(
        (name, text) -> {
          String value = value(text, instance);
          if (value != null) {
            known.put(name, value);
          }
        });
    return known;
  }

  private static @Nullable String value(String text, UnaryOperator<@Nullable String> instance) {
    Matcher reference = REFERENCE.matcher(text);
    StringBuilder value = new StringBuilder();
    while (reference.find()) {
      String found = instance.apply(reference.group(1));
      if (found == null) {
        return null;
      }
      reference.appendReplacement(value, Matcher.quoteReplacement(found));
    }
    return reference.appendTail(value).toString();
  }
}
