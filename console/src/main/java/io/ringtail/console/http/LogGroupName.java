package io.ringtail.console.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringtail.console.json.JsonTree;
import java.io.IOException;

/** Which log group a request is about. */
final class LogGroupName {
  private LogGroupName() {}

  /** "" where the body names none, or is malformed: that is for others to tell. */
  static String of(byte[] body, int length) {
    try (JsonParser parser = JsonTree.FACTORY.createParser(body, 0, length)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          JsonToken value = parser.nextToken();
          if (name.equals("logGroupName") && value == JsonToken.VALUE_STRING) {
            return parser.getText();
          }
          parser.skipChildren();
        }
      }
      return "";
    } catch (IOException e) {
      return "";
    }
  }
}
