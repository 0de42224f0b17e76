package io.ringtail.sink.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of the AWS JSON 1.1 protocol.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
final class AnswerReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_MESSAGE_CHARS = 500;

  private final ResultReader result;
  private boolean isJson = true;
  private String error = "";
  private String message = "";

  private AnswerReader(ResultReader result) {
    this.result = result;
  }

  static Answer read(
      int status,
      @Nullable String errorType,
      @Nullable String date,
      byte[] body,
      ResultReader result) {
    AnswerReader reader = new AnswerReader(result);
    reader.error = bareName(errorType);
    if (body.length > 0) {
      reader.readBody(body);
    }
    return new Answer(status, reader.isJson, reader.error, reader.message, date, false);
  }

  private void readBody(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        isJson = false;
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        readField(parser.currentName(), parser);
      }
    } catch (IOException e) {
      isJson = false;
    }
  }

  private void readField(String name, JsonParser parser) throws IOException {
    parser.nextToken();
    switch (name) {
      case "__type", "code" -> error = error.isEmpty() ? bareName(parser.getText()) : error;
      case "message", "Message", "errorMessage" -> message = oneLine(parser.getText());
      default -> result.read(name, parser);
    }
  }

  /** {@code com.amazonaws.logs#ThrottlingException:http://...} without what is around the name. */
  private static String bareName(@Nullable String type) {
    String name = type == null ? "" : type;
    name = name.substring(name.indexOf('#') + 1);
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  static String oneLine(@Nullable String text) {
    String line = text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > MAX_MESSAGE_CHARS ? line.substring(0, MAX_MESSAGE_CHARS) + "…" : line;
  }
}
