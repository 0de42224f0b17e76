package io.ringtail.sink.cloudwatch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringtail.sink.aws.ResultReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A log group, as DescribeLogGroups shows it.
 *
 * @param creationMillis epoch milliseconds, by the service's time
 * @param hasRetention whether its events expire
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html">LogGroup</a>
 */
record FoundGroup(long creationMillis, boolean hasRetention) {

  /** Finds the one of this very name in an answer. */
  static final class Reader implements ResultReader {
    private final String name;
    private @Nullable FoundGroup found;

    Reader(String name) {
      this.name = name;
    }

    @Nullable FoundGroup found() {
      return found;
    }

    @Override
    public void read(String member, JsonParser parser) throws IOException {
      if (member.equals("logGroups") && parser.hasToken(JsonToken.START_ARRAY)) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          readGroup(parser);
        }
      } else {
        parser.skipChildren();
      }
    }

    private void readGroup(JsonParser parser) throws IOException {
      boolean isIt = false;
      long creationMillis = 0;
      boolean hasRetention = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        parser.nextToken();
        switch (member) {
          case "logGroupName" -> isIt = name.equals(parser.getText());
          case "creationTime" -> creationMillis = parser.getValueAsLong();
          case "retentionInDays" -> hasRetention = parser.getValueAsInt() > 0;
          default -> parser.skipChildren();
        }
      }
      if (isIt) {
        found = new FoundGroup(creationMillis, hasRetention);
      }
    }
  }
}
