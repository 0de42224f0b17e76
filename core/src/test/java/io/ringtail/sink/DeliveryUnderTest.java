package io.ringtail.sink;

import static org.awaitility.Awaitility.await;

import io.ringtail.batch.RecordBatch;
import io.ringtail.config.ConfigReader;
import io.ringtail.metadata.Surroundings;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A delivery over a scripted sink, with a clock that the test moves. */
final class DeliveryUnderTest implements AutoCloseable {
  final ScriptedSink sink = new ScriptedSink();
  final Telemetry telemetry = new Telemetry("recording");
  final List<String> notices = new CopyOnWriteArrayList<>();
  final Delivery delivery;

  /** What is done on a sender that has given a batch back. */
  volatile Runnable onRoom = () -> {};

  /** Whether nothing can be told. */
  volatile boolean noticesFail;

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong submitted = new AtomicLong();

  DeliveryUnderTest() {
    this(4);
  }

  DeliveryUnderTest(int concurrentSends) {
    delivery = make(concurrentSends, sink, stdout);
  }

  DeliveryUnderTest(SinkFactory factory, @Nullable OutputStream out) {
    delivery = make(4, factory, out);
  }

  /** One whose records stay where they came from. */
  static DeliveryUnderTest withoutStdout(ScriptedSink sink) {
    return new DeliveryUnderTest(sink, null);
  }

  private Delivery make(int concurrentSends, SinkFactory factory, @Nullable OutputStream out) {
    Surroundings nothing = new Surroundings(Map.of(), Map.of(), Path.of("/nonexistent"), 1, 1);
    SinkContext context =
        SinkContext.of(
            ConfigReader.read(nothing, Map.of()).config(),
            (weight, key, text) -> tell(key + ": " + text));
    return new Delivery(
        new FixedBatchSupply(sink.limits(), concurrentSends + 2),
        concurrentSends,
        new SinkHandle(factory, context, cause -> "they wait"),
        out == null ? Fallback.FILES : new Fallback.Stdout(new JsonLines(out)),
        DeadLetters.NONE,
        telemetry,
        clock(),
        () -> onRoom.run());
  }

  private void tell(String notice) {
    if (noticesFail) {
      throw new StackOverflowError("scripted");
    }
    notices.add(notice);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public long nanoTime() {
        return nanos.get();
      }

      @Override
      public long epochMillis() {
        return 0;
      }
    };
  }

  void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /** Submits {@code batch} and counts its records as captured. */
  void submit(RecordBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      telemetry.countCaptured();
    }
    submitted.incrementAndGet();
    delivery.submit(batch);
  }

  /** Moves the clock on until everything submitted has had its outcome. */
  void awaitDone() {
    awaitDone(Duration.ofSeconds(1));
  }

  void awaitDone(Duration step) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              advance(step);
              return delivery.awaitDone(submitted.get(), System.nanoTime());
            });
  }

  List<String> stdout() {
    return stdout.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() {
    delivery.stop();
  }
}
