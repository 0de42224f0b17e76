package io.ringtail.node.record.parse;

import io.ringtail.node.config.FieldType;
import io.ringtail.node.record.json.JsonNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another parser, some of whose fields are no text: Fluent Bit's {@code Types}. */
record TypedParser(Parser parser, Map<String, FieldType> types) implements Parser {
  /** More digits than any number has that somebody reads. */
  private static final int MAX_LENGTH = 64;

  @Override
  public @Nullable Parsed parse(String text, Instant written) {
    Parsed parsed = parser.parse(text, written);
    if (parsed != null) {
      types.forEach(
          (field, type) ->
              parsed
                  .fields()
                  .computeIfPresent(
                      field, (name, value) -> value instanceof String s ? typed(s, type) : value));
    }
    return parsed;
  }

  private static Object typed(String text, FieldType type) {
    if (text.length() > MAX_LENGTH) {
      return text;
    }
    try {
      return switch (type) {
        case STRING -> text;
        case INTEGER -> new JsonNumber(Long.toString(Long.parseLong(text)));
        case FLOAT -> new JsonNumber(new BigDecimal(text).toString());
        case HEX -> new JsonNumber(Long.toUnsignedString(Long.parseUnsignedLong(digits(text), 16)));
        case BOOL ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> text;
            };
      };
    } catch (NumberFormatException e) {
      // As it was written: nothing is lost of what is none.
      return text;
    }
  }

  private static String digits(String hex) {
    return hex.startsWith("0x") || hex.startsWith("0X") ? hex.substring(2) : hex;
  }
}
