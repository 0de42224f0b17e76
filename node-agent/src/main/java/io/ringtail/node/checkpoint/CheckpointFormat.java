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
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints as blocks of two lines of JSON each: a head that says the version, the length and the
 * checksum of what follows, and entries by key. The first block holds all of them, those after it
 * what has changed since: {@code null} for an entry that is gone.
 */
final class CheckpointFormat {
  /** Version 1 had one block. */
  static final int VERSION = 2;

  private static final JsonFactory JSON = new JsonFactory();

  private CheckpointFormat() {}

  /**
   * @param entries those of which it was not said when somebody last answered for them: when the
   *     last block was written
   * @param torn what is wrong with the blocks that were left out; null if none was
   */
  record Decoded(Map<String, Entry> entries, @Nullable String torn) {}

  /** One block. */
  static byte[] encode(Map<String, @Nullable Entry> entries, long nowMillis) throws IOException {
    StringWriter text = new StringWriter(4_096);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      for (Map.Entry<String, @Nullable Entry> each : entries.entrySet()) {
        Entry entry = each.getValue();
        if (entry == null) {
          out.writeNullField(each.getKey());
          continue;
        }
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
            VERSION, nowMillis, bytes.length, crc(bytes, 0, bytes.length), body)
        .getBytes(UTF_8);
  }

  /**
   * @throws IOException if the first block is not whole, or of a version that is not known
   */
  static Decoded decode(byte[] bytes) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Head last = block(bytes, 0, entries);
    String torn = null;
    while (torn == null && last.end < bytes.length) {
      try {
        last = block(bytes, last.end, entries);
      } catch (IOException e) {
        torn = "from byte " + last.end + " on: " + e.getMessage();
      }
    }
    long written = last.writtenMillis;
    entries.replaceAll(
        (key, entry) -> entry.seenMillis() == 0 ? new Entry(entry.text(), written) : entry);
    return new Decoded(entries, torn);
  }

  private static Head block(byte[] bytes, int at, Map<String, Entry> entries) throws IOException {
    int start = at;
    while (start < bytes.length && bytes[start] != '\n') {
      start++;
    }
    start = Math.min(start + 1, bytes.length);
    Head head = Head.read(new String(bytes, at, start - at, UTF_8), start);
    if (head.version < 1 || head.version > VERSION) {
      throw new IOException("its version is " + head.version + ", known is " + VERSION);
    }
    if (head.end > bytes.length || crc(bytes, start, head.bytes) != head.crc) {
      throw new IOException("it is torn: its length or its checksum is not what its head says");
    }
    read(new String(bytes, start, head.bytes, UTF_8), entries);
    return head;
  }

  private static void read(String body, Map<String, Entry> entries) throws IOException {
    try (JsonParser in = JSON.createParser(body)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String key = in.currentName();
        if (in.nextToken() == JsonToken.VALUE_NULL) {
          entries.remove(key);
          continue;
        }
        String saved = "";
        long seen = 0;
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
  }

  private static long crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return crc.getValue();
  }

  /**
   * @param end where the next block begins
   */
  private record Head(int version, long writtenMillis, int bytes, long crc, int end) {
    static Head read(String line, int start) throws IOException {
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
            case "bytes" -> bytes = Math.max(0, in.getIntValue());
            case "crc32c" -> crc = in.getLongValue();
            default -> in.skipChildren();
          }
        }
      }
      long end = Math.min(Integer.MAX_VALUE, start + bytes + 1L);
      return new Head(version, written, bytes, crc, (int) end);
    }
  }
}
