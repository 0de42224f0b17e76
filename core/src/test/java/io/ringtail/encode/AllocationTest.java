package io.ringtail.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ringtail.config.Format;
import io.ringtail.event.RecordForm;
import io.ringtail.event.TestEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final int EVENTS = 100_000;

  @Test
  void allocatesNothingPerEventInSteadyState() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    EventEncoder encoder = new EventEncoder(Format.RINGTAIL, 1_048_550, RecordForm.JSON_STRING);
    encoder.setMetadata("{\"pod_name\":\"cart-6f8d9c7b5d-x2x20\"}");
    TestEvent event =
        TestEvent.of("order 17 accepted, \ud83d\ude00 \"quoted\"\n" + "x".repeat(300))
            .withMdc(new HashMap<>(Map.of("traceId", "4bf9", "spanId", "17")))
            .withMarkers("AUDIT");
    encode(encoder, event);
    long thread = Thread.currentThread().getId();

    long before = threads.getThreadAllocatedBytes(thread);
    encode(encoder, event);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertThat((double) allocated / EVENTS).isLessThan(1.0);
  }

  private static void encode(EventEncoder encoder, TestEvent event) throws IOException {
    for (int i = 0; i < EVENTS; i++) {
      encoder.encode(event, i);
    }
  }
}
