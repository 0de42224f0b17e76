package io.ringtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.event.Level;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LossesTest {
  @Test
  void gapsInTheNumbersAreExactlyTheLossesTold() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    PipelineUnderTest fixture =
        new PipelineUnderTest("bufferBytes", "2MiB", "overflow", "drop", "lingerMs", "1");
    fixture.sink.otherwise(Answer.accept().once(release));
    List<Thread> producers = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      producers.add(
          new Thread(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  fixture.log(Level.values()[i % 5], "x".repeat(200));
                }
              }));
    }
    producers.forEach(Thread::start);
    for (Thread producer : producers) {
      producer.join();
    }
    assertThat(fixture.telemetry().losses().dropped(DropReason.RING_FULL)).isPositive();
    release.countDown();
    fixture.close();

    List<JsonNode> all = new ArrayList<>(fixture.delivered());
    all.addAll(fixture.stdout());
    long told =
        all.stream()
            .filter(PipelineUnderTest::isLossRecord)
            .mapToLong(record -> record.path("kv").path("lost").asLong())
            .sum();
    List<Long> numbers =
        all.stream().map(record -> record.path("seq").asLong()).sorted().distinct().toList();

    assertThat(told).isEqualTo(fixture.telemetry().losses().dropped());
    assertThat(numbers).hasSameSizeAs(all);
    assertThat(numbers.get(numbers.size() - 1)).isEqualTo(numbers.size() + told);
  }

  @Test
  void aLossRecordSaysHowManyWhyAtWhichLevelsAndWhen() throws Exception {
    try (PipelineUnderTest fixture = new PipelineUnderTest("lingerMs", "1")) {
      fixture.sink.otherwise(
          Answer.rejecting(DropReason.TOO_OLD, received -> received.json().contains("\"old ")));
      long before = System.currentTimeMillis();
      fixture.log(Level.ERROR, "old 1");
      fixture.log(Level.INFO, "old 2");
      fixture.log(Level.INFO, "new");
      assertThat(fixture.flush()).isTrue();

      await().until(() -> fixture.delivered().stream().anyMatch(PipelineUnderTest::isLossRecord));
      JsonNode record =
          fixture.delivered().stream()
              .filter(PipelineUnderTest::isLossRecord)
              .findFirst()
              .orElseThrow();

      assertThat(record.path("level").asText()).isEqualTo("WARN");
      assertThat(record.path("message").asText())
          .startsWith("2 log events were lost between 20")
          .endsWith(": 2 too_old");
      JsonNode kv = record.path("kv");
      assertThat(kv.path("lost").asLong()).isEqualTo(2);
      assertThat(kv.path("lost_too_old").asLong()).isEqualTo(2);
      assertThat(kv.path("lost_ERROR").asLong()).isEqualTo(1);
      assertThat(kv.path("lost_INFO").asLong()).isEqualTo(1);
      assertThat(Instant.parse(kv.path("first_time").asText()).toEpochMilli())
          .isBetween(before, System.currentTimeMillis());
      assertThat(Instant.parse(kv.path("last_time").asText()))
          .isAfterOrEqualTo(Instant.parse(kv.path("first_time").asText()));
      // They had numbers of their own, so the loss leaves no further gap.
      assertThat(record.path("seq").asLong()).isEqualTo(4);
      assertThat(fixture.sink.accepted()).anyMatch(received -> received.isOwn());
    }
  }

  @Test
  void aRefusedLossRecordIsNotToldInTurn() throws Exception {
    try (PipelineUnderTest fixture = new PipelineUnderTest("lingerMs", "1")) {
      fixture.sink.otherwise(Answer.rejecting(DropReason.REFUSED, received -> true));
      fixture.log(Level.ERROR, "refused");
      await().until(() -> fixture.sink.attempts().size() == 2);
      assertThat(fixture.flush()).isTrue();

      assertThat(fixture.telemetry().losses().dropped(DropReason.REFUSED)).isEqualTo(2);
      assertThat(fixture.sink.attempts()).hasSize(2);
    }
  }
}
