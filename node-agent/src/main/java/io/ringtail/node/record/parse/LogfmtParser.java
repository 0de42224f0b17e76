package io.ringtail.node.record.parse;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pairs as Heroku's logs and many Go programs have them: {@code level=info msg="a \"b\"" done}. A
 * key without a value is true. What has no pair at all is not logfmt.
 */
record LogfmtParser(@Nullable TimeField time) implements Parser {
  @Override
  public @Nullable Parsed parse(String text, Instant written) {
    Map<String, @Nullable Object> fields = new Reading(text).fields();
    return fields == null ? null : TimeField.read(time, fields, written);
  }

  private static final class Reading {
    private final String text;
    private int at;

    Reading(String text) {
      this.text = text;
    }

    @Nullable Map<String, @Nullable Object> fields() {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      boolean anyPair = false;
      while (skipBlanks()) {
        String key = word('=');
        if (key.isEmpty()) {
          return null;
        }
        if (at < text.length() && text.charAt(at) == '=') {
          at++;
          String value = at < text.length() && text.charAt(at) == '"' ? quoted() : word(' ');
          if (value == null) {
            return null;
          }
          fields.put(key, value);
          anyPair = true;
        } else {
          fields.put(key, true);
        }
      }
      return anyPair ? fields : null;
    }

    /** Whether anything is left. */
    private boolean skipBlanks() {
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }
      return at < text.length();
    }

    /** Up to a blank or {@code end}; a key holds no quote. */
    private String word(char end) {
      int start = at;
      while (at < text.length() && text.charAt(at) > ' ' && text.charAt(at) != end) {
        if (end == '=' && text.charAt(at) == '"') {
          return "";
        }
        at++;
      }
      return text.substring(start, at);
    }

    /** What stands between quotes; null if the second is missing. */
    private @Nullable String quoted() {
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"') {
          at++;
          return value.toString();
        }
        if (c == '\\' && at + 1 < text.length()) {
          c = unescaped(text.charAt(++at));
        }
        value.append(c);
      }
      return null;
    }

    private static char unescaped(char c) {
      return switch (c) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        default -> c;
      };
    }
  }
}
