package io.ringtail.bench.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  private final Arrivals arrivals = new Arrivals(3);

  @Test
  void tellsRepeatedEventsFromNewOnes() {
    arrivals.add("{\"message\":\"order 0 of customer c-1 accepted\"}");
    arrivals.add("2026-11-20 INFO order 2 of customer c-1 accepted");
    arrivals.add("{\"message\":\"order 0 of customer c-1 accepted\"}");

    assertThat(arrivals.distinct()).isEqualTo(2);
    assertThat(arrivals.repeated()).isEqualTo(1);
  }

  @Test
  void doesNotCountWhatWasNeverSent() {
    arrivals.add("{\"message\":\"order 3 of customer c-1 accepted\"}");
    arrivals.add("{\"message\":\"something else\"}");

    assertThat(arrivals.distinct()).isZero();
    assertThat(arrivals.strangers()).isEqualTo(2);
  }

  @Test
  void sumsWhatLossRecordsTell() {
    String record =
        "{\"level\":\"WARN\",\"logger\":\"io.ringtail\",\"message\":\"7 log events were lost\","
            + "\"kv\":{\"lost\":7,\"lost_shed\":7}}";
    arrivals.add(record);
    arrivals.add(record);

    assertThat(arrivals.toldLost()).isEqualTo(14);
    assertThat(arrivals.lossRecords()).isEqualTo(2);
  }
}
