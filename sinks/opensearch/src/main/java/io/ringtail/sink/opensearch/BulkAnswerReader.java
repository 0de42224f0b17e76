package io.ringtail.sink.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.RetryCause;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to `_bulk` as it arrives: {@code
 * {"errors":true,"items":[{"index":{"status":201}}, {"index":{"status":400,"error":{…}}}]}}. Where
 * it begins with {@code "errors":false}, nothing further is read.
 *
 * <p>Threading: one answer.
 */
final class BulkAnswerReader {
  /** The stream is read to its end after us, so that its connection is used again. */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

  private static final int FIRST_ERROR = 300;
  private static final int SERVER_FAILED = 500;

  /** For an answer that is not OpenSearch's. */
  private static final int NOT_FOUND = 404;

  private final Action action;
  private final int count;
  private final Outcomes outcomes;

  /** For later, one outcome per kind: a busy node says the same about thousands of documents. */
  private final Map<String, Outcome> laters = new HashMap<>();

  private final List<Integer> broken = new ArrayList<>();
  private int items;
  private int accepted;
  private @Nullable Boolean errors;
  private @Nullable ErrorText error;
  private @Nullable String idsRefused;

  private BulkAnswerReader(Action action, int count) {
    this.action = action;
    this.count = count;
    this.outcomes = Outcomes.all(count, Outcome.ACCEPTED);
  }

  /**
   * @param count of documents that were sent
   * @throws IOException if the connection breaks, or the answer is no JSON
   */
  static Verdict read(int status, InputStream body, Action action, int count) throws IOException {
    BulkAnswerReader reader = new BulkAnswerReader(action, count);
    try (JsonParser parser = JSON.createParser(body)) {
      return reader.read(status, parser);
    } catch (JsonEOFException e) {
      throw new IOException("the answer breaks off", e);
    } catch (StreamReadException e) {
      return Verdict.ofRequest(NOT_FOUND, ErrorText.NONE);
    }
  }

  private Verdict read(int status, JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return Verdict.ofRequest(NOT_FOUND, ErrorText.NONE);
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("errors")) {
        errors = value == JsonToken.VALUE_TRUE;
        if (value == JsonToken.VALUE_FALSE) {
          return new Verdict.Judged(outcomes, true, broken);
        }
      } else if (name.equals("items") && value == JsonToken.START_ARRAY) {
        readItems(parser);
      } else if (name.equals("error")) {
        error = ErrorText.read(parser);
      } else {
        parser.skipChildren();
      }
    }
    return verdict(status);
  }

  private Verdict verdict(int status) {
    if (error != null) {
      return Verdict.ofRequest(status, error);
    }
    if (idsRefused != null) {
      return new Verdict.IdsRefused(idsRefused);
    }
    if (errors == null) {
      return Verdict.ofRequest(NOT_FOUND, ErrorText.NONE);
    }
    if (items != count) {
      return new Verdict.NotNow(
          RetryCause.UNAVAILABLE,
          "the answer tells of " + items + " documents, sent were " + count);
    }
    return new Verdict.Judged(outcomes, accepted > 0, broken);
  }

  private void readItems(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
          readItem(parser);
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private void readItem(JsonParser parser) throws IOException {
    int status = 0;
    ErrorText itemError = ErrorText.NONE;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "status" -> status = parser.getValueAsInt();
        case "error" -> itemError = ErrorText.read(parser);
        default -> parser.skipChildren();
      }
    }
    if (items < count) {
      settle(items, status, itemError);
    }
    items++;
  }

  private void settle(int index, int status, ErrorText itemError) {
    if (status > 0 && status < FIRST_ERROR) {
      accepted++;
      return;
    }
    Outcome outcome = Verdict.ofDocument(action, status == 0 ? SERVER_FAILED : status, itemError);
    if (outcome instanceof Outcome.Accepted) {
      accepted++;
      return;
    }
    if (Verdict.idsRefused(itemError)) {
      idsRefused = itemError.text(status);
    }
    if (status == SERVER_FAILED) {
      broken.add(index);
    }
    if (outcome instanceof Outcome.RetryLater) {
      outcome = laters.merge(itemError.type() + status, outcome, (first, same) -> first);
    }
    outcomes.set(index, index + 1, outcome);
  }
}
