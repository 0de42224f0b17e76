package io.ringtail.node.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file of {@link io.ringtail.sink.DeadLetters}.
 *
 * @param sink the one that refused it
 * @param timeMillis of the record
 * @param origin the upper half of its id, 0 where it has none
 * @param number the lower half
 * @param json the record, digit for digit
 */
record DeadLetter(
    String sink, Destination destination, long timeMillis, long origin, long number, String json) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @throws IOException if it is no such line
   */
  static DeadLetter parse(String line) throws IOException {
    byte[] bytes = line.getBytes(UTF_8);
    String sink = "";
    String group = "";
    String stream = "";
    String time = "";
    long @Nullable [] id = null;
    String record = "";
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "sink" -> sink = json.getText();
          case "group" -> group = json.getText();
          case "stream" -> stream = json.getText();
          case "time" -> time = json.getText();
          case "id" -> id = RecordId.parse(json.getText());
          case "record" -> record = raw(json, bytes);
          default -> json.skipChildren();
        }
      }
    }
    if (sink.isEmpty() || record.isEmpty()) {
      throw new IOException("no sink or no record in it");
    }
    long[] known = id == null ? new long[2] : id;
    return new DeadLetter(
        sink, new Destination(group, stream), millis(time), known[0], known[1], record);
  }

  private static String raw(JsonParser json, byte[] bytes) throws IOException {
    int from = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    int end = (int) json.currentLocation().getByteOffset();
    return new String(bytes, from, end - from, UTF_8);
  }

  private static long millis(String time) throws IOException {
    try {
      return Instant.parse(time).toEpochMilli();
    } catch (DateTimeException e) {
      throw new IOException("no time: " + time, e);
    }
  }
}
