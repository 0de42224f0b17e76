package io.ringtail.console.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.stats.ConsoleStats;
import java.io.IOException;
import java.util.Map;

/** The answer of {@code GET /_ringtail/stats}. */
final class StatsJson {
  private StatsJson() {}

  static void write(ConsoleStats stats, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("requests");
    for (Map.Entry<String, Map<String, Long>> operation : stats.requests().entrySet()) {
      writeCounts(operation.getKey(), operation.getValue(), out);
    }
    out.writeEndObject();
    out.writeObjectFieldStart("events");
    out.writeNumberField("accepted", stats.acceptedEvents());
    out.writeNumberField("acceptedBytes", stats.acceptedBytes());
    writeCounts("rejected", stats.rejectedEvents(), out);
    out.writeNumberField("evicted", stats.store().evictedEvents());
    out.writeNumberField("held", stats.store().heldEvents());
    out.writeNumberField("heldBytes", stats.store().heldBytes());
    out.writeNumberField("maxBytes", stats.store().maxBytes());
    out.writeEndObject();
    writeCounts("faults", stats.faults(), out);
    out.writeNumberField("connections", stats.connections());
    out.writeEndObject();
  }

  private static void writeCounts(String name, Map<String, Long> counts, JsonGenerator out)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      out.writeNumberField(count.getKey(), count.getValue());
    }
    out.writeEndObject();
  }
}
