package io.ringtail.sink.opensearch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringtail.batch.RecordBatch;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How a record becomes a document: with `@timestamp` before its own names, which is what dashboards
 * look for and data streams demand; one that has it already stays as it is.
 */
final class Documents {
  /** What stands before the record's own bytes, and how many of those are left out. */
  enum Opening {
    AS_IT_IS(0),
    /** The brace, and the comma after the time, are written before it. */
    ADDED(1),
    /** <code>{}</code>: no comma. */
    ADDED_ALONE(1);

    private final int skippedBytes;

    Opening(int skippedBytes) {
      this.skippedBytes = skippedBytes;
    }

    int skippedBytes() {
      return skippedBytes;
    }
  }

  private static final Opening[] OPENINGS = Opening.values();
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] TIMESTAMP_NAME = ascii("\"@timestamp\"");
  private static final byte[] TIMESTAMP_FIRST = ascii("{\"@timestamp\":");
  private static final byte[] NOTHING = {};
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final RecordBatch batch;
  private final int from;
  private final byte[] openings;
  private long lastMillis;
  private byte[] lastAdded = NOTHING;
  private boolean lastAlone;

  Documents(RecordBatch batch, int from, int to) {
    this.batch = batch;
    this.from = from;
    this.openings = new byte[to - from];
    for (int i = from; i < to; i++) {
      openings[i - from] =
          (byte) openingOf(batch.array(), batch.offset(i), batch.length(i)).ordinal();
    }
  }

  Opening opening(int index) {
    return OPENINGS[openings[index - from]];
  }

  /** What stands before the record's own bytes. */
  byte[] prefix(int index) {
    return switch (opening(index)) {
      case AS_IT_IS -> NOTHING;
      case ADDED -> added(batch.timeMillis(index), false);
      case ADDED_ALONE -> added(batch.timeMillis(index), true);
    };
  }

  private byte[] added(long millis, boolean alone) {
    if (lastAdded.length == 0 || lastMillis != millis || lastAlone != alone) {
      lastMillis = millis;
      lastAlone = alone;
      String time = MILLIS.format(Instant.ofEpochMilli(millis));
      lastAdded = ascii("{\"@timestamp\":\"" + time + (alone ? "\"" : "\","));
    }
    return lastAdded;
  }

  private static Opening openingOf(byte[] bytes, int offset, int length) {
    if (startsWith(bytes, offset, length, TIMESTAMP_FIRST)) {
      return Opening.AS_IT_IS;
    }
    if (mentionsTimestamp(bytes, offset, length) && hasTimestamp(bytes, offset, length)) {
      return Opening.AS_IT_IS;
    }
    return length > 2 ? Opening.ADDED : Opening.ADDED_ALONE;
  }

  private static boolean startsWith(byte[] bytes, int offset, int length, byte[] start) {
    if (length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[offset + i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  /** Looks at every byte, so it is a bare loop: almost no record has one. */
  private static boolean mentionsTimestamp(byte[] bytes, int offset, int length) {
    int last = offset + length - TIMESTAMP_NAME.length + 1;
    for (int i = offset + 1; i <= last; i++) {
      if (bytes[i] == '@' && startsWith(bytes, i - 1, TIMESTAMP_NAME.length, TIMESTAMP_NAME)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the name is the record's own, not one within it: two of a name are refused. */
  private static boolean hasTimestamp(byte[] bytes, int offset, int length) {
    try (JsonParser parser = JSON.createParser(bytes, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (parser.currentName().equals("@timestamp")) {
          return true;
        }
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException e) {
      // The destination will say what it thinks of it.
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
