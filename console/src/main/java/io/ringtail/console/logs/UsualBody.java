package io.ringtail.console.logs;

import io.ringtail.console.json.JsonScanner;
import io.ringtail.console.json.MalformedJsonException;
import io.ringtail.console.store.EventBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A body of PutLogEvents as all clients write it: the three parameters once each, events of a
 * timestamp and a message. It takes a third of the CPU that the library takes.
 */
final class UsualBody {
  private static final byte[] GROUP = bytes("logGroupName");
  private static final byte[] STREAM = bytes("logStreamName");
  private static final byte[] EVENTS = bytes("logEvents");
  private static final byte[] TIMESTAMP = bytes("timestamp");
  private static final byte[] MESSAGE = bytes("message");
  private static final int MAX_TIMESTAMP_BYTES = 15;

  private final JsonScanner scanner = new JsonScanner();
  private final byte[] body;
  private final int length;
  private final EventBuffer events;

  private UsualBody(byte[] body, int length, EventBuffer events) {
    this.body = body;
    this.length = length;
    this.events = events;
    scanner.reset(body, 0, length);
  }

  /** Null where it is of any other form; then the buffer holds whatever came before that. */
  static @Nullable PutLogEventsBody parse(byte[] body, int length, EventBuffer events) {
    try {
      return new UsualBody(body, length, events).read();
    } catch (MalformedJsonException unusual) {
      return null;
    }
  }

  private @Nullable PutLogEventsBody read() throws MalformedJsonException {
    String group = null;
    String stream = null;
    boolean hasEvents = false;
    scanner.take('{');
    for (boolean first = true; scanner.hasMore(first, '}'); first = false) {
      scanner.name();
      if (group == null && is(GROUP)) {
        scanner.string();
        group = scanner.text();
      } else if (stream == null && is(STREAM)) {
        scanner.string();
        stream = scanner.text();
      } else if (!hasEvents && is(EVENTS)) {
        readEvents();
        hasEvents = true;
      } else {
        return null;
      }
    }
    scanner.finish();
    return group == null || stream == null || !hasEvents
        ? null
        : new PutLogEventsBody(group, stream);
  }

  private void readEvents() throws MalformedJsonException {
    scanner.take('[');
    for (boolean first = true; scanner.hasMore(first, ']'); first = false) {
      readEvent();
    }
  }

  private void readEvent() throws MalformedJsonException {
    long millis = 0;
    int messageEnd = -1;
    boolean isTimed = false;
    scanner.take('{');
    for (boolean first = true; scanner.hasMore(first, '}'); first = false) {
      scanner.name();
      if (!isTimed && is(TIMESTAMP)) {
        millis = timestamp();
        isTimed = true;
      } else if (messageEnd < 0 && is(MESSAGE)) {
        // What it says is never longer than what is written.
        messageEnd = scanner.string(events.room(length - scanner.at()), events.end());
      } else {
        throw scanner.malformed("unusual");
      }
    }
    if (!isTimed || messageEnd < 0) {
      throw scanner.malformed("unusual");
    }
    events.add(millis, messageEnd);
  }

  private long timestamp() throws MalformedJsonException {
    scanner.number();
    if (!scanner.isWhole() || scanner.to() - scanner.from() > MAX_TIMESTAMP_BYTES) {
      throw scanner.malformed("unusual");
    }
    return scanner.smallNumber();
  }

  private boolean is(byte[] name) {
    return Arrays.equals(body, scanner.from(), scanner.to(), name, 0, name.length);
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
