package io.ringtail.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.event.Origin;
import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.Arrivals;
import io.ringtail.console.store.PackedEvents;
import io.ringtail.console.store.StreamId;
import io.ringtail.console.store.TimeRange;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who sent how much: events and message bytes of each log stream. Blocks are counted, not events:
 * of those that reach into the range all is counted.
 */
final class Volume {
  private static final int MAX_STREAMS = 5_000;

  private final List<StreamVolume> largestFirst;

  /** One stream's sum. */
  private static final class StreamVolume {
    private final StreamId stream;
    private AcceptedBlock newest;
    private long events;
    private long bytes;

    StreamVolume(AcceptedBlock first) {
      this.stream = first.stream().id();
      this.newest = first;
    }

    void add(AcceptedBlock block) {
      newest = block;
      events += block.count();
      bytes += block.messageBytes();
    }
  }

  private Volume(List<StreamVolume> largestFirst) {
    this.largestFirst = largestFirst;
  }

  static Volume of(Arrivals arrivals, TimeRange range) {
    Map<StreamId, StreamVolume> volumes = new HashMap<>();
    for (AcceptedBlock block = arrivals.after(0);
        block != null;
        block = arrivals.after(block.arrival())) {
      if (block.lastMillis() >= range.startMillis() && block.firstMillis() < range.endMillis()) {
        AcceptedBlock found = block;
        volumes.computeIfAbsent(found.stream().id(), stream -> new StreamVolume(found)).add(found);
      }
    }
    return new Volume(
        volumes.values().stream()
            .sorted(Comparator.comparingLong((StreamVolume volume) -> volume.bytes).reversed())
            .limit(MAX_STREAMS)
            .toList());
  }

  void write(JsonGenerator out) throws IOException {
    EventWriter reader = new EventWriter();
    out.writeStartObject();
    out.writeArrayFieldStart("streams");
    for (StreamVolume volume : largestFirst) {
      Origin origin = origin(volume, reader);
      out.writeStartObject();
      out.writeStringField("group", volume.stream.group());
      out.writeStringField("logStream", volume.stream.stream());
      optional("namespace", origin.namespace(), out);
      optional("pod", origin.pod(), out);
      optional("container", origin.container(), out);
      out.writeNumberField("events", volume.events);
      out.writeNumberField("bytes", volume.bytes);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** As the newest event says: a stream is one container's. */
  private static Origin origin(StreamVolume volume, EventWriter reader) {
    PackedEvents events = volume.newest.load();
    if (events.count() == 0) {
      return new Origin(null, null, null);
    }
    return Origin.of(
        reader.read(volume.newest, events, events.count() - 1).metadata(), volume.stream.stream());
  }

  private static void optional(String name, @Nullable String value, JsonGenerator out)
      throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, value);
    }
  }
}
