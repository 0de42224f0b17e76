package io.ringtail.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.filter.FilterPattern;
import io.ringtail.console.filter.UnsupportedPatternException;
import io.ringtail.console.store.EventCursor;
import io.ringtail.console.store.EventPosition;
import io.ringtail.console.store.LogGroup;
import io.ringtail.console.store.LogStream;
import io.ringtail.console.store.TimeRange;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * FilterLogEvents: the streams of a group as one, by timestamp.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
 */
final class FilterLogEvents implements OperationHandler {
  private static final int MAX_STREAM_NAMES = 100;

  private final Lookup lookup;

  FilterLogEvents(Lookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void answer(Params params, JsonGenerator out) throws IOException {
    Collection<LogStream> streams = streams(lookup.groupOf(params), params);
    FilterPattern pattern = pattern(params.optionalString("filterPattern"));
    PageBudget budget =
        new PageBudget(params.limit("limit", PageBudget.MAX_EVENTS, PageBudget.MAX_EVENTS));
    EventCursor cursor = EventCursor.forward(streams, from(params), range(params));
    EventPosition next = null;
    out.writeArrayFieldStart("events");
    while (next == null && cursor.next()) {
      if (pattern.matches(cursor.message())) {
        if (budget.takes(cursor)) {
          write(cursor.snapshot(), out);
        } else {
          next = cursor.position();
        }
      }
    }
    out.writeEndArray();
    out.writeArrayFieldStart("searchedLogStreams");
    out.writeEndArray();
    if (next != null) {
      out.writeStringField("nextToken", Tokens.forward(next));
    }
  }

  private Collection<LogStream> streams(LogGroup group, Params params) {
    List<String> names = params.strings("logStreamNames");
    String prefix = params.optionalString("logStreamNamePrefix");
    if (!names.isEmpty() && prefix != null) {
      throw ServiceError.invalidParameter(
              "logStreamNames and logStreamNamePrefix are mutually exclusive parameters.")
          .refused();
    }
    if (names.size() > MAX_STREAM_NAMES) {
      throw ServiceError.constraint(
              "[" + names.size() + " names]",
              "logStreamNames",
              "Member must have length less than or equal to " + MAX_STREAM_NAMES)
          .refused();
    }
    if (names.isEmpty()) {
      return group.streams().stream()
          .filter(stream -> prefix == null || stream.name().startsWith(prefix))
          .toList();
    }
    Set<LogStream> streams = new LinkedHashSet<>();
    for (String name : names) {
      streams.add(lookup.stream(group, Names.stream("logStreamNames", name)));
    }
    return streams;
  }

  private static FilterPattern pattern(@Nullable String pattern) {
    if (pattern != null && pattern.length() > FilterPattern.MAX_LENGTH) {
      throw ServiceError.constraint(
              pattern,
              "filterPattern",
              "Member must have length less than or equal to " + FilterPattern.MAX_LENGTH)
          .refused();
    }
    try {
      return FilterPattern.parse(pattern == null ? "" : pattern);
    } catch (UnsupportedPatternException e) {
      throw ServiceError.invalidParameter(String.valueOf(e.getMessage())).refused();
    }
  }

  private static EventPosition from(Params params) {
    String token = params.optionalString("nextToken");
    return token == null ? EventPosition.FIRST : Tokens.parse(token).position();
  }

  /** Here, other than in GetLogEvents, only events "later than" endTime are left out. */
  private static TimeRange range(Params params) {
    long endMillis = params.millis("endTime", Long.MAX_VALUE);
    return new TimeRange(
        params.millis("startTime", 0), endMillis == Long.MAX_VALUE ? endMillis : endMillis + 1);
  }

  private static void write(EventCursor.Snapshot event, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("logStreamName", event.stream().name());
    out.writeNumberField("timestamp", event.position().timestampMillis());
    EventJson.writeMessage(event.events(), event.position().index(), out);
    out.writeNumberField("ingestionTime", event.ingestionTimeMillis());
    out.writeStringField("eventId", event.position().eventId());
    out.writeEndObject();
  }
}
