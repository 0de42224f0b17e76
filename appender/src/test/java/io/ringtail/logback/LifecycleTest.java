package io.ringtail.logback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.testing.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

// A null fails the test, as it should.
@SuppressWarnings("NullAway")
final class LifecycleTest {
  @Test
  void keepsSeqAndEventsThroughAReset() throws Exception {
    try (LoggingProgram program = LoggingProgram.with("<lingerMs>31</lingerMs>")) {
      program.logger().info("before");
      // As Spring Boot does while it starts.
      program.context.reset();
      program.configure();
      program.logger().info("after");

      List<JsonNode> events = program.arrived();
      assertThat(events)
          .extracting(event -> event.get("message").asText())
          .containsExactly("before", "after");
      assertThat(events).extracting(event -> event.get("seq").asLong()).containsExactly(1L, 2L);
    }
  }

  @Test
  void numbersGoOnAfterTheContextWasStoppedAndStartedAgain() throws Exception {
    try (LoggingProgram program = LoggingProgram.with("<lingerMs>34</lingerMs>")) {
      program.logger().info("before");
      program.context.stop();
      program.configure();
      program.logger().info("after");

      assertThat(program.arrived())
          .extracting(event -> event.get("message").asText() + event.get("seq").asLong())
          .containsExactly("before1", "after2");
    }
  }

  @Test
  void manyResetsDoNotAddUp() throws Exception {
    try (LoggingProgram program = LoggingProgram.with("<lingerMs>35</lingerMs>")) {
      for (int i = 0; i < 50; i++) {
        program.logger().info("event {}", i);
        program.context.reset();
        program.configure();
      }

      assertThat(ContextEnd.of(program.context).awaited()).isEqualTo(1);
      assertThat(program.arrived()).hasSize(50);
    }
  }

  @Test
  void resetDoesNotWaitForADestinationThatHangs() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (LoggingProgram program = LoggingProgram.with("<lingerMs>0</lingerMs>")) {
      program.sink.otherwise(Answer.accept().once(release));
      program.logger().info("before");
      long start = System.nanoTime();
      program.context.reset();
      program.configure();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      release.countDown();
      program.logger().info("after");
      assertThat(program.arrived()).hasSize(2);
    }
  }

  @Test
  void drainsWhenTheContextStops() throws Exception {
    LoggingProgram program = LoggingProgram.with("<lingerMs>60000</lingerMs>");
    RingtailAppender appender = program.appender();
    for (int i = 0; i < 1_000; i++) {
      program.logger().info("event {}", i);
    }
    program.close();

    assertThat(program.received()).hasSize(1_000);
    assertThat(appender.accounts().held()).isZero();
  }

  @Test
  void stopEndsWithinTheDeadlineWhileTheDestinationHangs() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    LoggingProgram program =
        LoggingProgram.with("<lingerMs>0</lingerMs><shutdownMs>700</shutdownMs>");
    program.sink.otherwise(Answer.accept().once(release));
    RingtailAppender appender = program.appender();
    program.logger().info("this line stands on stdout, where the node agent finds it");
    long start = System.nanoTime();
    program.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(appender.accounts().handedOver()).isEqualTo(1);
    release.countDown();
  }

  @Test
  void appendersWithTheSameOptionsShareAPipeline() throws Exception {
    try (LoggingProgram program = LoggingProgram.with("<lingerMs>32</lingerMs>")) {
      RingtailAppender twin = new RingtailAppender();
      twin.setContext(program.context);
      twin.setSink("recording");
      twin.setLingerMs("32");
      twin.start();
      program.context.getLogger("com.example.twin").addAppender(twin);
      program.context.getLogger("com.example.twin").setAdditive(false);
      program.logger().info("one");
      program.context.getLogger("com.example.twin").info("two");

      assertThat(program.arrived())
          .extracting(event -> event.get("seq").asLong())
          .containsExactly(1L, 2L);
    }
  }

  @Test
  void leavesNoListenerBehindPerReset() {
    try (LoggingProgram program = LoggingProgram.with("<lingerMs>33</lingerMs>")) {
      int before = program.context.getCopyOfListenerList().size();
      program.context.reset();
      program.configure();
      program.context.reset();
      program.configure();
      assertThat(program.context.getCopyOfListenerList()).hasSize(before);
    }
  }
}
