package io.ringtail.sink.cloudwatch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.sink.aws.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The requests that create what is missing, and set it up. */
final class SmallBody implements RequestBody {
  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] bytes;

  private SmallBody(Members members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a generator into memory needs no I/O", e);
    }
    bytes = out.toByteArray();
  }

  static SmallBody createLogGroup(LogNames names) {
    return new SmallBody(json -> json.writeStringField("logGroupName", names.group()));
  }

  static SmallBody createLogStream(LogNames names) {
    return new SmallBody(
        json -> {
          json.writeStringField("logGroupName", names.group());
          json.writeStringField("logStreamName", names.stream());
        });
  }

  static SmallBody putRetentionPolicy(String group, int days) {
    return new SmallBody(
        json -> {
          json.writeStringField("logGroupName", group);
          json.writeNumberField("retentionInDays", days);
        });
  }

  /** For the group of this very name, which comes first among those that begin with it. */
  static SmallBody describeLogGroups(String group) {
    return new SmallBody(
        json -> {
          json.writeStringField("logGroupNamePrefix", group);
          json.writeNumberField("limit", 1);
        });
  }

  @Override
  public int length() {
    return bytes.length;
  }

  @Override
  public InputStream newStream() {
    return new ByteArrayInputStream(bytes);
  }

  @FunctionalInterface
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }
}
