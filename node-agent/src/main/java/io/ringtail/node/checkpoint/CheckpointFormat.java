package io.ringtail.node.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringtail.node.checkpoint.CheckpointFile.Entry;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Checkpoints as two lines of JSON: a head that says the version, the length and the checksum of
 * what follows, and the entries by key.
 */
final class CheckpointFormat {
  static final int VERSION = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private CheckpointFormat() {}

  static String encode(Map<String, Entry> entries, long nowMillis) throws IOException {
    StringWriter text = new StringWriter(4_096);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      for (Map.Entry<String, Entry> each : entries.entrySet()) {
        Entry entry = each.getValue();
        out.writeObjectFieldStart(each.getKey());
        out.writeStringField("saved", entry.text());
        if (entry.seenMillis() != 0) {
          out.writeNumberField("seen", entry.seenMillis());
        }
        out.writeEndObject();
      }
      out.writeEndObject();
    }
    String body = text.toString();
    byte[] bytes = body.getBytes(UTF_8);
    return String.format(
        "{\"ringtail\":\"checkpoints\",\"version\":%d,\"written\":%d,\"bytes\":%d,\"crc32c\":%d}\n%s\n",
        VERSION, nowMillis, bytes.length, crc(bytes, 0, bytes.length), body);
  }

  /**
   * @throws IOException if these are no whole checkpoints of a version that is known
   */
  static Map<String, Entry> decode(byte[] bytes) throws IOException {
    int start = 0;
    while (start < bytes.length && bytes[start] != '\n') {
      start++;
    }
    start++;
    Head head = Head.read(new String(bytes, 0, Math.min(start, bytes.length), UTF_8));
    if (head.version != VERSION) {
      throw new IOException("its version is " + head.version + ", known is " + VERSION);
    }
    if (bytes.length != start + head.bytes + 1 || crc(bytes, start, head.bytes) != head.crc) {
      throw new IOException("it is torn: its length or its checksum is not what its head says");
    }
    return entries(new String(bytes, start, head.bytes, UTF_8), head.writtenMillis);
  }

  private static Map<String, Entry> entries(String body, long writtenMillis) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    try (JsonParser in = JSON.createParser(body)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String key = in.currentName();
        String saved = "";
        long seen = writtenMillis;
        in.nextToken();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String field = in.currentName();
          in.nextToken();
          switch (field) {
            case "saved" -> saved = in.getText();
            case "seen" -> seen = in.getLongValue();
            default -> in.skipChildren();
          }
        }
        entries.put(key, new Entry(saved, seen));
      }
    }
    return entries;
  }

  private static long crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return crc.getValue();
  }

  private record Head(int version, long writtenMillis, int bytes, long crc) {
    static Head read(String line) throws IOException {
      int version = 0;
      long written = 0;
      int bytes = 0;
      long crc = 0;
      try (JsonParser in = JSON.createParser(line)) {
        in.nextToken();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String field = in.currentName();
          in.nextToken();
          switch (field) {
            case "version" -> version = in.getIntValue();
            case "written" -> written = in.getLongValue();
            case "bytes" -> bytes = in.getIntValue();
            case "crc32c" -> crc = in.getLongValue();
            default -> in.skipChildren();
          }
        }
      }
      return new Head(version, written, bytes, crc);
    }
  }
}
