package io.ringtail.bench.receiver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a console has counted since its start.
 *
 * @param accepted events stored
 * @param acceptedBytes UTF-8 bytes of their messages
 * @param evicted events no longer held, for want of room
 */
public record ReceiverStats(long accepted, long acceptedBytes, long evicted) {
  private static final JsonFactory JSON = new JsonFactory();

  static ReceiverStats read(InputStream body) throws IOException {
    long accepted = -1;
    long acceptedBytes = -1;
    long evicted = -1;
    try (JsonParser json = JSON.createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_INT
            && "events".equals(json.getParsingContext().getParent().getCurrentName())) {
          switch (json.currentName()) {
            case "accepted" -> accepted = json.getLongValue();
            case "acceptedBytes" -> acceptedBytes = json.getLongValue();
            case "evicted" -> evicted = json.getLongValue();
            default -> {}
          }
        }
      }
    }
    if (accepted < 0 || acceptedBytes < 0 || evicted < 0) {
      throw new IOException("the console's stats lack events.accepted, acceptedBytes or evicted");
    }
    return new ReceiverStats(accepted, acceptedBytes, evicted);
  }

  /** What was counted since {@code earlier}. */
  public ReceiverStats since(ReceiverStats earlier) {
    return new ReceiverStats(
        accepted - earlier.accepted,
        acceptedBytes - earlier.acceptedBytes,
        evicted - earlier.evicted);
  }
}
