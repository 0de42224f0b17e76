package io.ringtail.node.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.Progress;
import io.ringtail.node.entry.StdStream;
import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import io.ringtail.testing.logs.ContainerRuntime;
import io.ringtail.testing.logs.NodePaths;
import io.ringtail.testing.logs.Rotation;
import io.ringtail.testing.logs.SteppingClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer at full speed on a thread of its own, rotated all the time, while it is read. */
class RotationStressTest {
  private static final int LINES = 400_000;
  private static final int BLOCK = 200;

  /** Checks that the numbers follow one another; acknowledges at random. */
  private static final class Sequence implements LogOpener, LineConsumer {
    private final Random random = new Random(7);
    private final List<Progress.Span> open = new ArrayList<>();
    private @Nullable Progress progress;
    private long next;
    private long lastPosition = -1;
    private long lost;

    @Override
    public LineConsumer open(
        LogFile log, Function<StdStream, Long> resume, Function<StdStream, Progress> progress) {
      this.progress = progress.apply(StdStream.STDOUT);
      return this;
    }

    @Override
    public boolean isWanted(LogFile log) {
      return true;
    }

    @Override
    public void lost(LogFile log, long bytes, String reason) {
      lost += bytes;
    }

    @Override
    public void line(byte[] bytes, int offset, int length, long original, long start, long end) {
      String text = new String(bytes, offset, length, UTF_8);
      long number = Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
      assertThat(number).isEqualTo(next);
      assertThat(start).isGreaterThan(lastPosition);
      lastPosition = start;
      next++;
      if (next % 500 == 0 && progress != null) {
        open.add(progress.open(start));
      }
    }

    void settleSome() {
      open.removeIf(
          span -> {
            boolean now = random.nextBoolean();
            if (now) {
              span.settle();
            }
            return now;
          });
    }

    @Override
    public void tick(long nowNanos) {}

    @Override
    public void end() {}

    @Override
    public long heldFrom(StdStream stream) {
      return Position.END;
    }

    @Override
    public long heldBytes() {
      return 0;
    }
  }

  @Test
  @Timeout(60)
  void losesNothing(@TempDir Path root) throws Exception {
    SteppingClock clock = new SteppingClock();
    TestAgent agent = new TestAgent(root);
    Sequence sequence = new Sequence();
    try (ContainerLog log =
            new ContainerLog(
                NodePaths.in(root),
                ContainerName.of("shop", "loud", "app", 1),
                ContainerRuntime.CONTAINERD,
                new Rotation(1 << 20, 5),
                clock);
        FileSource source = agent.sourceFor(sequence)) {
      source.look(System.nanoTime());
      CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(log, clock));
      while (!writer.isDone() || sequence.next < LINES) {
        source.look(System.nanoTime());
        if (source.read(1 << 20) == 0) {
          Thread.onSpinWait();
        }
        sequence.settleSome();
        agent.checkpoints.write();
        if (writer.isCompletedExceptionally()) {
          break;
        }
      }
      writer.get(10, TimeUnit.SECONDS);
      assertThat(sequence.next).isEqualTo(LINES);
      assertThat(sequence.lost).isZero();
    }
  }

  private static void write(ContainerLog log, SteppingClock clock) {
    try {
      StringBuilder block = new StringBuilder();
      long rotated = System.nanoTime();
      for (int number = 0; number < LINES; number++) {
        block.append("a line of some length, as a program might write it, number ");
        block.append(number).append('\n');
        if (number % BLOCK == BLOCK - 1) {
          log.write("stdout", block.toString());
          block.setLength(0);
        }
        // As kubelet does, but twenty times as often.
        if (number % BLOCK == 0 && System.nanoTime() - rotated > 500_000_000L) {
          rotated = System.nanoTime();
          clock.advance(Duration.ofSeconds(10));
          if (log.awaitsReopen()) {
            log.reopen();
          } else {
            log.kubeletTick();
          }
        }
      }
      if (log.awaitsReopen()) {
        log.reopen();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
