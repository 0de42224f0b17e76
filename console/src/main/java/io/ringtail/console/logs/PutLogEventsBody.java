package io.ringtail.console.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.store.EventBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of PutLogEvents, read in one pass; the events go straight into a buffer. What is
 * not of the usual form is read again by the library, which also explains what is wrong with it.
 */
record PutLogEventsBody(String logGroupName, String logStreamName) {

  static PutLogEventsBody parse(byte[] body, int length, EventBuffer events) throws IOException {
    PutLogEventsBody usual = UsualBody.parse(body, length, events);
    if (usual != null) {
      return usual;
    }
    events.clear();
    try (JsonParser parser = JsonTree.FACTORY.createParser(body, 0, length)) {
      return new Reader(parser, events).read();
    } catch (JsonProcessingException e) {
      throw ServiceError.serialization("Malformed JSON: " + JsonTree.malformed(e).getMessage())
          .refused();
    }
  }

  /** One reading of one body. */
  private static final class Reader {
    private static final char[] NONE = {};

    private final JsonParser parser;
    private final EventBuffer events;
    private @Nullable String group;
    private @Nullable String stream;
    private boolean eventsSeen;

    Reader(JsonParser parser, EventBuffer events) {
      this.parser = parser;
      this.events = events;
    }

    PutLogEventsBody read() throws IOException {
      require(parser.nextToken(), JsonToken.START_OBJECT, "the request", "an object");
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        switch (name) {
          case "logGroupName" -> group = string(token, name);
          case "logStreamName" -> stream = string(token, name);
          case "logEvents" -> readEvents(token);
          default -> parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw ServiceError.serialization("Malformed JSON: more than one value").refused();
      }
      if (!eventsSeen) {
        throw Params.missing("logEvents");
      }
      return new PutLogEventsBody(present(group, "logGroupName"), present(stream, "logStreamName"));
    }

    private void readEvents(JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return;
      }
      require(token, JsonToken.START_ARRAY, "logEvents", "a list");
      eventsSeen = true;
      events.clear();
      for (JsonToken next = parser.nextToken();
          next != JsonToken.END_ARRAY;
          next = parser.nextToken()) {
        require(next, JsonToken.START_OBJECT, "an element of logEvents", "an object");
        readEvent();
      }
    }

    private void readEvent() throws IOException {
      boolean timed = false;
      boolean worded = false;
      long timestampMillis = 0;
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
          continue;
        }
        switch (name) {
          case "timestamp" -> {
            timestampMillis = millis(token);
            timed = true;
          }
          case "message" -> {
            if (worded) {
              events.removeLast();
            }
            addMessage(token);
            worded = true;
          }
          default -> parser.skipChildren();
        }
      }
      if (!timed || !worded) {
        int number = events.count() + (worded ? 0 : 1);
        throw Params.missing(
            "logEvents." + number + ".member." + (timed ? "message" : "timestamp"));
      }
      events.timeLast(timestampMillis);
    }

    private void addMessage(JsonToken token) throws IOException {
      require(token, JsonToken.VALUE_STRING, "message", "a string");
      char[] chars = parser.getTextCharacters();
      events.add(0, chars == null ? NONE : chars, parser.getTextOffset(), parser.getTextLength());
    }

    private long millis(JsonToken token) throws IOException {
      require(token, JsonToken.VALUE_NUMBER_INT, "timestamp", "a whole number");
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw ServiceError.serialization("timestamp does not fit a 64-bit number").refused();
      }
      return parser.getLongValue();
    }

    private @Nullable String string(JsonToken token, String name) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return null;
      }
      require(token, JsonToken.VALUE_STRING, name, "a string");
      return parser.getText();
    }

    private static void require(
        @Nullable JsonToken token, JsonToken expected, String name, String expectation) {
      if (token != expected) {
        throw ServiceError.serialization(
                name + " must be " + expectation + ", not " + (token == null ? "empty" : token))
            .refused();
      }
    }

    private static String present(@Nullable String value, String name) {
      if (value == null) {
        throw Params.missing(name);
      }
      return value;
    }
  }
}
