package io.ringtail.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.stats.Counters;
import io.ringtail.console.store.EventBuffer;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.LogGroup;
import io.ringtail.console.store.LogStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;

/** PutLogEvents: the one operation that has to be quick. */
final class PutLogEvents {
  /** Ignored by the service since 2023, but still answered. */
  static final String SEQUENCE_TOKEN = "49039859627115714370171890471284713214872130471208740546";

  private static final int SPARE_BUFFERS = 4;

  private final EventStore store;
  private final Lookup lookup;
  private final InstantSource clock;
  private final Counters counters;
  private final ArrayBlockingQueue<EventBuffer> spare = new ArrayBlockingQueue<>(SPARE_BUFFERS);

  PutLogEvents(EventStore store, Lookup lookup, InstantSource clock, Counters counters) {
    this.store = store;
    this.lookup = lookup;
    this.clock = clock;
    this.counters = counters;
  }

  void answer(byte[] body, int length, JsonGenerator out) throws IOException {
    EventBuffer used = spare.poll();
    EventBuffer events = used == null ? new EventBuffer() : used;
    try {
      events.clear();
      put(PutLogEventsBody.parse(body, length, events), events, out);
    } finally {
      if (events.isWorthKeeping()) {
        spare.offer(events);
      }
    }
  }

  private void put(PutLogEventsBody target, EventBuffer events, JsonGenerator out)
      throws IOException {
    String groupName = Names.group("logGroupName", target.logGroupName());
    String streamName = Names.stream("logStreamName", target.logStreamName());
    BatchLimits.check(events);
    LogGroup group = lookup.group(groupName);
    LogStream stream = lookup.stream(group, streamName);
    long nowMillis = clock.millis();
    AcceptedWindow window = AcceptedWindow.of(events, nowMillis, group.retentionDays());
    if (window.from() < window.to()) {
      store.append(stream, events.pack(window.from(), window.to()), nowMillis);
    }
    count(window, events);
    out.writeStringField("nextSequenceToken", SEQUENCE_TOKEN);
    window.writeRejections(out);
  }

  private void count(AcceptedWindow window, EventBuffer events) {
    counters.accepted(window.to() - window.from(), events.messageBytes(window.from(), window.to()));
    counters.rejected("tooOld", window.tooOld());
    counters.rejected("expired", window.from() - window.tooOld());
    counters.rejected("tooNew", events.count() - window.to());
  }
}
