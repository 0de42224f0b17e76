package io.ringtail.sink.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an answer or an item of it says is wrong.
 *
 * @param type for example {@code mapper_parsing_exception}; empty where there is none
 * @param reason what people read; empty where there is none
 */
record ErrorText(String type, String reason) {
  static final ErrorText NONE = new ErrorText("", "");

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_REASON_CHARS = 500;

  /**
   * Of a whole answer: OpenSearch's {@code {"error":{"type":…,"reason":…}}}, or what AWS or
   * something between says as {@code message}; NONE where it is no JSON object.
   */
  static ErrorText ofAnswer(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      ErrorText found = NONE;
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return NONE;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("error")) {
          found = read(parser);
        } else if (name.equalsIgnoreCase("message") && found.equals(NONE)) {
          found = new ErrorText("", oneLine(parser.getValueAsString()));
        } else {
          parser.skipChildren();
        }
      }
      return found;
    } catch (IOException e) {
      return NONE;
    }
  }

  /** Reads the value of {@code error}, an object or a text, and leaves the parser at its end. */
  static ErrorText read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      String text = parser.getValueAsString();
      parser.skipChildren();
      return new ErrorText("", oneLine(text));
    }
    String type = "";
    String reason = "";
    String cause = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "type" -> type = oneLine(parser.getValueAsString());
        case "reason" -> reason = oneLine(parser.getValueAsString());
        case "caused_by" -> {
          ErrorText inner = read(parser);
          cause = inner.reason.isEmpty() ? inner.type : inner.reason;
        }
        default -> parser.skipChildren();
      }
    }
    boolean saysMore = !cause.isEmpty() && !reason.contains(cause);
    return new ErrorText(type, saysMore ? reason + ": " + cause : reason);
  }

  /** Whether the reason speaks of {@code words}. */
  boolean says(String words) {
    return reason.contains(words);
  }

  /** For people, one line. */
  String text(int status) {
    String name = type.isEmpty() ? "HTTP " + status : type;
    return reason.isEmpty() ? name : name + ": " + reason;
  }

  private static String oneLine(@Nullable String text) {
    String line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > MAX_REASON_CHARS ? line.substring(0, MAX_REASON_CHARS) + "…" : line;
  }
}
