package io.ringtail.node.record.parse;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labelled tab-separated values: {@code host:10.0.0.1<tab>status:200}.
 *
 * @see <a href="http://ltsv.org/">LTSV</a>
 */
record LtsvParser(@Nullable TimeField time) implements Parser {
  @Override
  public @Nullable Parsed parse(String text, Instant written) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String field : text.split("\t", -1)) {
      int colon = field.indexOf(':');
      if (colon <= 0 || !isLabel(field, colon)) {
        return null;
      }
      fields.put(field.substring(0, colon), field.substring(colon + 1));
    }
    return TimeField.read(time, fields, written);
  }

  private static boolean isLabel(String field, int end) {
    for (int i = 0; i < end; i++) {
      char c = field.charAt(i);
      boolean legal =
          (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || c == '_'
              || c == '.'
              || c == '-';
      if (!legal) {
        return false;
      }
    }
    return true;
  }
}
