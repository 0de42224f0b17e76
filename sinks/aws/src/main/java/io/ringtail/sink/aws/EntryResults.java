package io.ringtail.sink.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.RetryCause;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of each entry: members with ErrorCode and ErrorMessage for those that failed,
 * in the order of the request.
 */
public final class EntryResults implements ResultReader {
  private final String member;
  private @Nullable EntryError[] errors = {};
  private int count;

  /**
   * An entry that was not taken.
   *
   * @param code for example {@code InternalFailure}
   */
  public record EntryError(String code, String message) {
    /** For people, one line. */
    public String text() {
      return message.isEmpty() ? code : code + ": " + message;
    }
  }

  /**
   * @param member that holds them, for example {@code RequestResponses}
   */
  public EntryResults(String member) {
    this.member = member;
  }

  /**
   * Gives each record its outcome; none where the answer is not one to {@code entries}.
   *
   * @param ofError what an error of an entry means for its records
   */
  public PutResult settle(
      Entries entries, Outcomes outcomes, Function<EntryError, Outcome> ofError) {
    if (count != entries.count()) {
      return new PutResult.NotNow(
          new Outcome.RetryLater(
              RetryCause.UNAVAILABLE,
              "the answer is about " + count + " records, sent were " + entries.count()));
    }
    boolean accepted = false;
    for (int entry = 0; entry < count; entry++) {
      EntryError error = entry < errors.length ? errors[entry] : null;
      accepted |= error == null;
      outcomes.set(
          entries.firstRecord(entry),
          entries.firstRecord(entry + 1),
          error == null ? Outcome.ACCEPTED : ofError.apply(error));
    }
    return new PutResult.Settled(accepted);
  }

  @Override
  public void read(String name, JsonParser parser) throws IOException {
    if (!name.equals(member) || !parser.hasToken(JsonToken.START_ARRAY)) {
      parser.skipChildren();
      return;
    }
    count = 0;
    errors = new EntryError[0];
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      EntryError error = readEntry(parser);
      if (error != null) {
        if (count >= errors.length) {
          errors = Arrays.copyOf(errors, Math.max(2 * errors.length, count + 16));
        }
        errors[count] = error;
      }
      count++;
    }
  }

  private static @Nullable EntryError readEntry(JsonParser parser) throws IOException {
    String code = null;
    String message = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("ErrorCode") && value == JsonToken.VALUE_STRING) {
        code = parser.getText();
      } else if (name.equals("ErrorMessage") && value == JsonToken.VALUE_STRING) {
        message = AnswerReader.oneLine(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return code == null || code.isEmpty() ? null : new EntryError(code, message);
  }
}
