package io.ringtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.batch.Destination;
import io.ringtail.event.Level;
import io.ringtail.event.ThrownSnapshot;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.Answer;
import io.ringtail.testing.FakeClock;
import io.ringtail.testing.Received;
import io.ringtail.testing.TestConfig;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineTest {
  @Test
  void deliversWithNumbersAndPodInOrder() throws Exception {
    try (PipelineUnderTest fixture = new PipelineUnderTest()) {
      IntStream.range(0, 500).forEach(i -> fixture.log(Level.INFO, "m" + i));

      assertThat(fixture.flush()).isTrue();

      List<JsonNode> delivered = fixture.delivered();
      assertThat(PipelineUnderTest.messages(delivered))
          .containsExactlyElementsOf(IntStream.range(0, 500).mapToObj(i -> "m" + i).toList());
      assertThat(delivered.stream().map(json -> json.path("seq").asLong()))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 500).boxed().toList());
      assertThat(delivered.get(0).path("kubernetes").toString())
          .isEqualTo(
              "{\"namespace_name\":\"shop\",\"pod_name\":\"cart-1\",\"container_name\":\"app\"}");
      assertThat(fixture.sink.accepted().get(0).destination())
          .isEqualTo(
              new Destination("/aws/containerinsights/local/application", "shop/cart-1/app"));
    }
  }

  @Test
  void everyRecordArrivesOnceThroughThrottlesAndOutages() throws Exception {
    try (PipelineUnderTest fixture = new PipelineUnderTest("lingerMs", "1")) {
      fixture.sink.otherwise(Answer.throttling(0.3, 17));
      fixture.sink.then(
          Answer.retry(RetryCause.UNAVAILABLE),
          Answer.throwing(() -> new LinkageError("scripted")),
          Answer.rejecting(DropReason.REFUSED, received -> received.json().contains("\"m7\"")));
      IntStream.range(0, 300).forEach(i -> fixture.log(Level.WARN, "m" + i));

      assertThat(fixture.flush()).isTrue();

      assertThat(PipelineUnderTest.messages(fixture.delivered()))
          .filteredOn(message -> message.startsWith("m"))
          .doesNotHaveDuplicates()
          .hasSizeBetween(299, 300);
    }
  }

  @Test
  void sendsExceptions() throws Exception {
    try (PipelineUnderTest fixture = new PipelineUnderTest()) {
      Exception failure = new IllegalStateException("outer", new java.io.IOException("reset"));
      fixture.log(Level.ERROR, "failed", ThrownSnapshot.of(failure));
      assertThat(fixture.flush()).isTrue();

      JsonNode exception = fixture.delivered().get(0).path("exception");
      assertThat(exception.path("class").asText()).isEqualTo("java.lang.IllegalStateException");
      assertThat(exception.path("root").path("message").asText()).isEqualTo("reset");
      assertThat(exception.path("stack").asText())
          .contains("sendsExceptions", "Caused by: java.io.IOException: reset");
    }
  }

  @Test
  void anEventThatCannotBeWrittenCostsOnlyItself() throws Exception {
    try (PipelineUnderTest fixture = new PipelineUnderTest()) {
      fixture.log(Level.INFO, "before");
      fixture
          .pipeline
          .intake()
          .offer(
              0,
              0,
              Level.ERROR,
              "l",
              "t",
              "poison",
              java.util.Map.of(),
              new Object[] {"k", new Poison()},
              null,
              null,
              null);
      fixture.log(Level.INFO, "after");
      assertThat(fixture.flush()).isTrue();

      assertThat(PipelineUnderTest.messages(fixture.delivered())).contains("before", "after");
      assertThat(fixture.telemetry().losses().dropped(DropReason.ENCODE_FAILED)).isEqualTo(1);
    }
  }

  @Test
  void lingersByTheClock() {
    FakeClock clock = new FakeClock();
    try (PipelineUnderTest fixture =
        new PipelineUnderTest(clock, TestConfig.of("lingerMs", "60000"))) {
      fixture.log(Level.INFO, "patient");
      await().until(() -> fixture.pipeline.intake().occupied() == 0);
      assertThat(fixture.sink.attempts()).isEmpty();

      clock.advance(Duration.ofSeconds(61));

      await().until(() -> fixture.sink.accepted().size() == 1);
    }
  }

  @Test
  void aClockThatJumpsBackStopsNothing() throws Exception {
    FakeClock clock = new FakeClock();
    try (PipelineUnderTest fixture = new PipelineUnderTest(clock, TestConfig.of("lingerMs", "0"))) {
      fixture.log(Level.INFO, "before");
      assertThat(fixture.flush()).isTrue();
      clock.jumpBack(Duration.ofDays(400));
      fixture.log(Level.INFO, "after");
      assertThat(fixture.flush()).isTrue();

      assertThat(PipelineUnderTest.messages(fixture.delivered()))
          .containsExactly("before", "after");
    }
  }

  @Test
  void flushTellsWhenItsTimeIsUpAndEverythingGoesOn() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (PipelineUnderTest fixture = new PipelineUnderTest()) {
      fixture.sink.otherwise(Answer.accept().once(release));
      fixture.log(Level.INFO, "slow");

      assertThat(fixture.pipeline.flush(Duration.ofMillis(100))).isFalse();
      release.countDown();
      assertThat(fixture.flush()).isTrue();
      assertThat(fixture.sink.accepted()).hasSize(1);
    }
  }

  @Test
  void anIdlePipelineUsesHardlyAnyCpu() throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (PipelineUnderTest fixture = new PipelineUnderTest()) {
      fixture.log(Level.INFO, "warm");
      assertThat(fixture.flush()).isTrue();
      List<Long> ids =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("ringtail-"))
              .map(Thread::getId)
              .toList();
      assertThat(ids).isNotEmpty();
      long before = ids.stream().mapToLong(threads::getThreadCpuTime).sum();
      long start = System.nanoTime();
      await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
      long used = ids.stream().mapToLong(threads::getThreadCpuTime).sum() - before;

      assertThat((double) used / (System.nanoTime() - start)).isLessThan(0.005);
    }
  }

  @Test
  void recordsOfOneThreadStayInOrderThroughConcurrentSends() throws Exception {
    try (PipelineUnderTest fixture = new PipelineUnderTest("lingerMs", "0")) {
      fixture.sink.otherwise(Answer.accept().after(Duration.ofMillis(2)));
      for (int i = 0; i < 2_000; i++) {
        fixture.log(Level.WARN, Integer.toString(i));
      }
      assertThat(fixture.flush()).isTrue();

      // As a destination sorts: by time, then by arrival.
      List<Integer> sorted =
          fixture.sink.accepted().stream()
              .sorted(java.util.Comparator.comparingLong(Received::timeMillis))
              .map(received -> PipelineUnderTest.parse(received.json()).path("message").asInt())
              .toList();
      assertThat(sorted).isSorted().hasSize(2_000);
    }
  }

  /** A value whose text cannot be had. */
  private static final class Poison {
    @Override
    public String toString() {
      throw new Unprintable();
    }
  }

  /** An exception that cannot be printed either. */
  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("not even this");
    }
  }
}
