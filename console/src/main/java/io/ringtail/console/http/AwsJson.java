package io.ringtail.console.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.logs.ServiceError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Answers in the form of AWS JSON 1.1. */
final class AwsJson {
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final int OK = 200;

  private AwsJson() {}

  static Reply success(byte[] json) {
    return new Reply(OK, Map.of("Content-Type", CONTENT_TYPE), json);
  }

  static Reply error(ServiceError error) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonTree.FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("__type", error.type());
      out.writeStringField("message", error.message());
      out.writeEndObject();
    }
    return new Reply(
        error.httpStatus(),
        Map.of("Content-Type", CONTENT_TYPE, "x-amzn-ErrorType", error.type()),
        bytes.toByteArray());
  }
}
