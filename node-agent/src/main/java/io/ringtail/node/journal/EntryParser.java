package io.ringtail.node.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.ringtail.node.config.SourceConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an entry as journalctl prints it: one JSON object, whose values are strings; arrays of
 * numbers where the bytes are no printable UTF-8, a colour's escape or a letter in Latin-1 say;
 * arrays of these where a field occurs more than once; null where a field is not shown. Bytes
 * become text here, with U+FFFD for what is no UTF-8.
 *
 * <p>What was parsed last stays here until the next call. Threading: the reading thread.
 *
 * @see <a href="https://systemd.io/JOURNAL_EXPORT_FORMATS/">Journal JSON format</a>
 */
final class EntryParser {
  private static final JsonFactory JSON = new JsonFactory();

  private final List<SourceConfig.Field> sent;
  private final Set<String> wanted;
  private final Map<String, @Nullable Object> found = new HashMap<>();
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
  private @Nullable String cursor;
  private long epochMicros;

  EntryParser(SourceConfig.Journal config) {
    this.sent = config.fields();
    this.wanted = EntryFields.needed(config);
  }

  /**
   * @param isCut whether the end of the line is missing; what is there counts, then
   * @throws IOException if this is no entry
   */
  void parse(byte[] line, int offset, int length, boolean isCut) throws IOException {
    found.clear();
    fields.clear();
    cursor = null;
    epochMicros = 0;
    int whole = isCut ? endWithQuote(line, offset, length) : length;
    try (JsonParser parser = JSON.createParser(line, offset, whole)) {
      readFields(parser);
    } catch (JsonEOFException e) {
      if (!isCut) {
        throw e;
      }
    }
    for (SourceConfig.Field field : sent) {
      if (found.containsKey(field.journalName())) {
        fields.put(field.sentAs(), found.get(field.journalName()));
      }
    }
  }

  /** Null if the line did not say. */
  @Nullable String cursor() {
    return cursor;
  }

  /** When journald received it, in microseconds since 1970; 0 if the line did not say. */
  long epochMicros() {
    return epochMicros;
  }

  /** A field that we look at ourselves. */
  @Nullable Object value(String journalName) {
    return found.get(journalName);
  }

  /** As a consumer gets them. */
  Map<String, @Nullable Object> fields() {
    return fields;
  }

  private void readFields(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("no JSON object");
    }
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.startsWith(EntryFields.ADDRESS_PREFIX)) {
        readAddress(name, parser);
      } else if (sent.isEmpty()) {
        Object value = readValue(parser);
        fields.put(name, value);
        found.put(name, value);
      } else if (wanted.contains(name)) {
        found.put(name, readValue(parser));
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readAddress(String name, JsonParser parser) throws IOException {
    if (name.equals(EntryFields.CURSOR)) {
      cursor = parser.getText();
    } else if (name.equals(EntryFields.REALTIME)) {
      try {
        epochMicros = Long.parseLong(parser.getText());
      } catch (NumberFormatException e) {
        throw new IOException(name + " is no number", e);
      }
    } else {
      parser.skipChildren();
    }
  }

  private static @Nullable Object readValue(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return parser.getText();
    }
    JsonToken first = parser.nextToken();
    return first == JsonToken.VALUE_NUMBER_INT ? readBytes(parser) : readValues(parser);
  }

  private static String readBytes(JsonParser parser) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      do {
        bytes.write(parser.getIntValue());
      } while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT);
    } catch (JsonEOFException e) {
      // The line was cut here: what stands before is the field. If it was not, the object fails.
    }
    return bytes.toString(UTF_8);
  }

  private static List<@Nullable Object> readValues(JsonParser parser) throws IOException {
    List<@Nullable Object> values = new ArrayList<>();
    while (parser.currentToken() != null && parser.currentToken() != JsonToken.END_ARRAY) {
      values.add(readValue(parser));
      parser.nextToken();
    }
    return values;
  }

  /** Makes a string that was cut in its middle end here, after its last whole character. */
  private static int endWithQuote(byte[] line, int offset, int length) {
    int end = offset + length - 1;
    while (end > offset && (line[end] & 0xC0) == 0x80) {
      end--;
    }
    int escape = end;
    // The longest escape has six bytes.
    while (escape > offset && escape > end - 6 && line[escape] != '\\') {
      escape--;
    }
    if (line[escape] == '\\') {
      end = escape;
      while (end > offset && line[end - 1] == '\\') {
        end--;
      }
    }
    line[end] = '"';
    return end - offset + 1;
  }
}
