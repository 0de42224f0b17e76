package io.ringtail.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.LogGroup;
import io.ringtail.console.store.LogStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.function.Function;

/** CreateLogStream, DescribeLogStreams. */
final class StreamOperations {
  private static final int MAX_PAGE = 50;

  private final EventStore store;
  private final Lookup lookup;
  private final InstantSource clock;

  StreamOperations(EventStore store, Lookup lookup, InstantSource clock) {
    this.store = store;
    this.lookup = lookup;
    this.clock = clock;
  }

  void create(Params params, JsonGenerator out) {
    String groupName = Names.group("logGroupName", params.string("logGroupName"));
    String name = Names.stream("logStreamName", params.string("logStreamName"));
    if (!store.createStream(lookup.group(groupName), name, clock.millis())) {
      throw ServiceError.of(
              "ResourceAlreadyExistsException", "The specified log stream already exists")
          .refused();
    }
  }

  void describe(Params params, JsonGenerator out) throws IOException {
    LogGroup group = lookup.groupOf(params);
    String prefix = params.optionalString("logStreamNamePrefix");
    boolean byTime = byTime(params);
    if (byTime && prefix != null) {
      throw ServiceError.invalidParameter(
              "Cannot order by LastEventTime with a logStreamNamePrefix.")
          .refused();
    }
    Function<LogStream, String> key = byTime ? StreamOperations::timeThenName : LogStream::name;
    Comparator<String> order = Comparator.naturalOrder();
    Page<LogStream> page =
        Page.of(
            group.streams().stream()
                .filter(stream -> prefix == null || stream.name().startsWith(prefix)),
            key,
            params.flag("descending") ? order.reversed() : order,
            Page.Request.of(params, MAX_PAGE));
    out.writeArrayFieldStart("logStreams");
    for (LogStream stream : page.elements()) {
      write(stream, out);
    }
    out.writeEndArray();
    if (page.nextToken() != null) {
      out.writeStringField("nextToken", page.nextToken());
    }
  }

  private static boolean byTime(Params params) {
    String orderBy = params.optionalString("orderBy");
    if (orderBy != null && !orderBy.equals("LogStreamName") && !orderBy.equals("LastEventTime")) {
      throw ServiceError.constraint(
              orderBy,
              "orderBy",
              "Member must satisfy enum value set: [LogStreamName, LastEventTime]")
          .refused();
    }
    return "LastEventTime".equals(orderBy);
  }

  private static String timeThenName(LogStream stream) {
    return String.format("%019d %s", Math.max(0, stream.lastEventMillis()), stream.name());
  }

  private static void write(LogStream stream, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("logStreamName", stream.name());
    out.writeNumberField("creationTime", stream.creationTimeMillis());
    if (stream.hasEvents()) {
      out.writeNumberField("firstEventTimestamp", stream.firstEventMillis());
      out.writeNumberField("lastEventTimestamp", stream.lastEventMillis());
      out.writeNumberField("lastIngestionTime", stream.lastIngestionMillis());
      out.writeStringField("uploadSequenceToken", PutLogEvents.SEQUENCE_TOKEN);
    }
    out.writeStringField("arn", Arns.stream(stream));
    // The service has answered 0 here since 2019.
    out.writeNumberField("storedBytes", 0);
    out.writeEndObject();
  }
}
