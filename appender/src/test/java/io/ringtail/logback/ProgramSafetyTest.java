package io.ringtail.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.sink.RingtailThread;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.Answer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;

/** Whatever the program does, neither hangs nor loses more than itself. */
@Timeout(60)
// A null fails the test, as it should.
@SuppressWarnings("NullAway")
final class ProgramSafetyTest {
  private final LoggingProgram program = LoggingProgram.withDefaults();

  @AfterEach
  void stop() {
    program.close();
  }

  @Test
  void sendsWhatAnArgumentsToStringLogs() throws Exception {
    Logger log = program.logger();
    Object argument =
        new Object() {
          @Override
          public String toString() {
            log.info("inner");
            return "argument";
          }
        };
    log.info("outer {}", argument);

    assertThat(messages()).containsExactlyInAnyOrder("inner", "outer argument");
  }

  @Test
  void endsARecursionOfEventsThatLogThemselves() throws Exception {
    Logger log = program.logger();
    Object argument =
        new Object() {
          @Override
          public String toString() {
            log.info("again {}", this);
            return "argument";
          }
        };
    log.info("first {}", argument);
    log.info("second");

    assertThat(messages()).contains("first argument", "second").hasSizeLessThan(20);
    assertThat(program.appender().accounts().dropped()).containsEntry(DropReason.REENTRANT, 1L);
  }

  @Test
  void losesNothingButAnArgumentsOwnTextToAnErrorInToString() throws Exception {
    Object argument =
        new Object() {
          @Override
          public String toString() {
            throw new StackOverflowError("the program's own fault");
          }
        };
    assertThatCode(
            () -> {
              program.logger().info("argument {}", argument);
              program.logger().atInfo().addKeyValue("value", argument).log("value");
              program.logger().info("after");
            })
        .doesNotThrowAnyException();

    List<JsonNode> events = program.arrived();
    assertThat(events).hasSize(3);
    assertThat(events.get(0).get("message").asText()).startsWith("argument [FAILED");
    assertThat(events.get(1).at("/kv/value").asText()).startsWith("[FAILED toString()");
  }

  @Test
  void countsAnEventThatCannotBeReadAndTellsItsLoss() throws Exception {
    ILoggingEvent unreadable =
        (ILoggingEvent)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ILoggingEvent.class},
                (proxy, method, arguments) -> {
                  throw new OutOfMemoryError("the program's own fault");
                });
    assertThatCode(() -> program.appender().doAppend(unreadable)).doesNotThrowAnyException();

    assertThat(program.appender().accounts().dropped())
        .containsEntry(DropReason.CAPTURE_FAILED, 1L);
    await().until(() -> !program.received().isEmpty());
    assertThat(messages().get(0)).contains("1 log event was lost", "1 capture_failed");
  }

  @Test
  void countsAnEventWhoseFilterFailsAndSaysSoOnce() throws Exception {
    program
        .appender()
        .addFilter(
            filter(
                event -> {
                  if (event.getMessage().equals("trips")) {
                    throw new StackOverflowError("the filter's own fault");
                  }
                  return FilterReply.NEUTRAL;
                }));
    assertThatCode(
            () -> {
              program.logger().info("trips");
              program.logger().info("trips");
              program.logger().info("passes");
            })
        .doesNotThrowAnyException();

    assertThat(messages()).contains("passes").doesNotContain("trips");
    assertThat(program.appender().accounts().dropped())
        .containsEntry(DropReason.CAPTURE_FAILED, 2L);
    assertThat(program.warnings()).filteredOn(text -> text.contains("filter")).hasSize(1);
  }

  @Test
  void endsARecursionOfAFilterThatLogsTwice() throws Exception {
    program
        .appender()
        .addFilter(
            filter(
                event -> {
                  program.logger().info("from the filter");
                  program.logger().info("and again");
                  return FilterReply.NEUTRAL;
                }));
    program.logger().info("first");

    assertThat(messages()).contains("first").hasSizeLessThan(30);
  }

  private static Filter<ILoggingEvent> filter(Function<ILoggingEvent, FilterReply> decision) {
    return new Filter<>() {
      @Override
      public FilterReply decide(ILoggingEvent event) {
        return decision.apply(event);
      }
    };
  }

  @Test
  void losesNoEventOfAnInterruptedCaller() throws Exception {
    Thread.currentThread().interrupt();
    program.logger().warn("interrupted");
    assertThat(Thread.interrupted()).isTrue();

    assertThat(messages()).containsExactly("interrupted");
  }

  @Test
  void dropsWhatOurOwnThreadsLog() throws Exception {
    Thread ours = new RingtailThread("test", () -> program.logger().error("from the SDK"));
    ours.start();
    ours.join();
    program.logger().info("from the program");

    assertThat(messages()).containsExactly("from the program");
  }

  @Test
  void answersAProgramThatLogsFromItsOwnSender() throws Exception {
    // A sink that logs through the program's logger, as an SDK with DEBUG does.
    program.sink.otherwise(
        batch -> {
          program.logger().error("sending {}", batch.size());
          return Answer.accept().to(batch);
        });
    program.logger().info("one");

    assertThat(messages()).containsExactly("one");
  }

  @Test
  void keepsCallersFreeWhileTheDestinationHangs() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    program.sink.otherwise(Answer.accept().once(release));
    try (LoggingProgram small =
        LoggingProgram.with(
            "<bufferBytes>2MiB</bufferBytes><blockMs>50</blockMs><lingerMs>5</lingerMs>")) {
      small.sink.otherwise(Answer.accept().once(release));
      String text = "x".repeat(200);
      for (int i = 0; i < 50_000; i++) {
        small.logger().info("{} {}", i, text);
      }
      long before = System.nanoTime();
      small.logger().warn("a warning waits, but not for long");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
      assertThat(small.appender().accounts().dropped()).containsKey(DropReason.SHED);

      release.countDown();
      small.arrived();
      assertThat(small.appender().flush(Duration.ofSeconds(20))).isTrue();
    }
  }

  @Test
  void takesTenThousandVirtualThreads() throws Exception {
    ExecutorService virtual = virtualThreads();
    Assumptions.assumeTrue(virtual != null, "virtual threads need Java 21 or newer");
    try (LoggingProgram blocking =
        LoggingProgram.with(
            "<overflow>block</overflow><bufferBytes>2MiB</bufferBytes><lingerMs>6</lingerMs>")) {
      List<java.util.concurrent.Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 10_000; thread++) {
        int id = thread;
        done.add(
            virtual.submit(
                () -> {
                  for (int i = 0; i < 10; i++) {
                    blocking.logger().info("thread {} event {}", id, i);
                  }
                }));
      }
      for (java.util.concurrent.Future<?> each : done) {
        each.get();
      }
      Set<String> distinct = new HashSet<>();
      for (JsonNode event : blocking.arrived()) {
        distinct.add(event.get("message").asText());
      }
      assertThat(distinct).hasSize(100_000);
    } finally {
      virtual.shutdownNow();
    }
  }

  @Test
  void keepsEachThreadsOrderUnderManyThreads() throws Exception {
    try (LoggingProgram blocking =
        LoggingProgram.with("<overflow>block</overflow><lingerMs>7</lingerMs>")) {
      int threads = 8;
      int events = 5_000;
      List<Thread> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int id = thread;
        Thread each =
            new Thread(
                () -> {
                  for (int i = 0; i < events; i++) {
                    blocking.logger().info("{} {}", id, i);
                  }
                });
        each.start();
        running.add(each);
      }
      for (Thread each : running) {
        each.join();
      }
      int[] next = new int[threads];
      for (JsonNode event : blocking.arrived()) {
        String[] parts = event.get("message").asText().split(" ", -1);
        int id = Integer.parseInt(parts[0]);
        assertThat(Integer.parseInt(parts[1])).isEqualTo(next[id]++);
      }
      assertThat(next).containsOnly(events);
    }
  }

  @Test
  void startsAndStopsWhileEventsCome() throws Exception {
    AtomicBoolean end = new AtomicBoolean();
    RingtailAppender appender = program.appender();
    Thread logging =
        new Thread(
            () -> {
              while (!end.get()) {
                program.logger().info("while restarting");
              }
            });
    logging.start();
    for (int i = 0; i < 50; i++) {
      appender.stop();
      appender.start();
    }
    end.set(true);
    logging.join();
    program.logger().info("last");

    assertThat(messages()).endsWith("last");
  }

  private List<String> messages() throws Exception {
    return program.arrived().stream().map(event -> event.get("message").asText()).toList();
  }

  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
