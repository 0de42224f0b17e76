package io.ringtail.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.store.EventCursor;
import io.ringtail.console.store.EventPosition;
import io.ringtail.console.store.LogStream;
import io.ringtail.console.store.TimeRange;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GetLogEvents. A page is always in ascending order; at either end of the stream the token that was
 * given comes back, which is how clients know the end.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html">GetLogEvents</a>
 */
final class GetLogEvents implements OperationHandler {
  private final Lookup lookup;

  GetLogEvents(Lookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void answer(Params params, JsonGenerator out) throws IOException {
    LogStream stream =
        lookup.stream(
            lookup.groupOf(params), Names.stream("logStreamName", params.string("logStreamName")));
    // Events "equal to or later than" endTime are not included.
    TimeRange range =
        new TimeRange(params.millis("startTime", 0), params.millis("endTime", Long.MAX_VALUE));
    int limit = params.limit("limit", PageBudget.MAX_EVENTS, PageBudget.MAX_EVENTS);
    String token = params.optionalString("nextToken");
    Tokens.Token from = token == null ? start(params.flag("startFromHead")) : Tokens.parse(token);
    ArrayDeque<EventCursor.Snapshot> page = page(stream, from, range, limit);
    out.writeArrayFieldStart("events");
    for (EventCursor.Snapshot event : page) {
      write(event, out);
    }
    out.writeEndArray();
    writeTokens(page, token == null ? null : from, range, out);
  }

  private static void write(EventCursor.Snapshot event, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("timestamp", event.position().timestampMillis());
    EventJson.writeMessage(event.events(), event.position().index(), out);
    out.writeNumberField("ingestionTime", event.ingestionTimeMillis());
    out.writeEndObject();
  }

  private static Tokens.Token start(boolean fromHead) {
    return new Tokens.Token(fromHead, fromHead ? EventPosition.FIRST : EventPosition.LAST);
  }

  private static ArrayDeque<EventCursor.Snapshot> page(
      LogStream stream, Tokens.Token from, TimeRange range, int limit) {
    EventCursor cursor =
        from.forward()
            ? EventCursor.forward(List.of(stream), from.position(), range)
            : EventCursor.backward(List.of(stream), from.position(), range);
    ArrayDeque<EventCursor.Snapshot> page = new ArrayDeque<>();
    PageBudget budget = new PageBudget(limit);
    while (cursor.next() && budget.takes(cursor)) {
      EventCursor.Snapshot found = cursor.snapshot();
      if (from.forward()) {
        page.addLast(found);
      } else {
        page.addFirst(found);
      }
    }
    return page;
  }

  private static void writeTokens(
      ArrayDeque<EventCursor.Snapshot> page,
      Tokens.@Nullable Token given,
      TimeRange range,
      JsonGenerator out)
      throws IOException {
    EventPosition before;
    EventPosition after;
    if (!page.isEmpty()) {
      before = page.getFirst().position();
      after = page.getLast().position().next();
    } else {
      // Nothing here yet: both directions go on from this place.
      before = given == null ? EventPosition.startOf(range.startMillis()) : given.position();
      after = before;
    }
    out.writeStringField("nextForwardToken", Tokens.forward(after));
    out.writeStringField("nextBackwardToken", Tokens.backward(before));
  }
}
