package io.ringtail.node.journal;

import static org.awaitility.Awaitility.await;

import io.ringtail.node.checkpoint.Checkpoints;
import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Progress;
import io.ringtail.testing.FakeClock;
import io.ringtail.testing.RecordingNotices;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of the agent over a journal, as far as a JournalSource sees it. */
final class JournalRun implements AutoCloseable {
  final RecordingNotices notices = new RecordingNotices();
  final List<Taken> taken = new ArrayList<>();
  final List<Progress.Span> spans = new ArrayList<>();
  final JournalSource source;
  boolean isReady = true;
  private final SavedCheckpoints checkpoints;
  private long nowNanos;

  /** A copy of what a consumer was given. */
  record Taken(
      ByteBuffer text,
      long epochMicros,
      long originalBytes,
      Map<String, @Nullable Object> fields,
      @Nullable String unit) {
    String message() {
      return StandardCharsets.UTF_8.decode(text.duplicate()).toString();
    }
  }

  /** What is on disk, in memory. */
  static final class SavedCheckpoints implements Checkpoints {
    final Map<String, String> saved = new HashMap<>();
    private final Map<String, Supplier<String>> current = new HashMap<>();

    @Override
    public @Nullable String saved(String key) {
      return saved.get(key);
    }

    @Override
    public void remember(String key, Supplier<String> supplier) {
      current.put(key, supplier);
    }

    @Override
    public void rest(String key) {
      throw new UnsupportedOperationException("a journal does not rest");
    }

    @Override
    public void wake(String key) {
      throw new UnsupportedOperationException("a journal does not rest");
    }

    @Override
    public boolean isRemembered(String key) {
      return current.containsKey(key);
    }

    @Override
    public void release(String key) {
      current.remove(key);
    }

    @Override
    public void forget(String key) {
      current.remove(key);
    }

    void save() {
      current.forEach((key, supplier) -> saved.put(key, supplier.get()));
    }
  }

  JournalRun(SourceConfig.Journal config, SavedCheckpoints checkpoints) {
    this(config, checkpoints, "/usr/bin/journalctl", false);
  }

  JournalRun(
      SourceConfig.Journal config, SavedCheckpoints checkpoints, String program, boolean untilEof) {
    this.checkpoints = checkpoints;
    this.source =
        new JournalSource(
            config, program, untilEof, checkpoints, notices, new FakeClock(), this::consumer);
  }

  private JournalEntryConsumer consumer(Progress progress) {
    return new JournalEntryConsumer() {
      @Override
      public void take(
          LogEntry entry, Map<String, @Nullable Object> fields, @Nullable String unit) {
        taken.add(copy(entry, fields, unit));
        spans.add(progress.open(entry.startPosition));
      }

      @Override
      public boolean isReady() {
        return isReady;
      }
    };
  }

  private static Taken copy(
      LogEntry entry, Map<String, @Nullable Object> fields, @Nullable String unit) {
    byte[] text = new byte[entry.length];
    System.arraycopy(entry.bytes, entry.offset, text, 0, entry.length);
    return new Taken(
        ByteBuffer.wrap(text),
        entry.epochSecond * 1_000_000 + entry.nanoOfSecond / 1_000,
        entry.originalBytes,
        new LinkedHashMap<>(fields),
        unit);
  }

  /** One turn of the reading thread, a second after the last as far as the source can tell. */
  int turn(int quantumBytes) {
    nowNanos += 1_000_000_000L;
    source.look(nowNanos);
    return source.read(quantumBytes);
  }

  JournalRun untilTaken(int entries) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              turn(64 << 10);
              return taken.size() >= entries;
            });
    return this;
  }

  JournalRun untilEof() {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              turn(64 << 10);
              return source.isAtEnd();
            });
    return this;
  }

  List<String> messages() {
    return taken.stream().map(Taken::message).toList();
  }

  /** What was delivered until now is acknowledged, and checkpoints are written. */
  void settle(int entries) {
    spans.subList(0, entries).forEach(Progress.Span::settle);
    checkpoints.save();
  }

  @Override
  public void close() {
    source.close();
  }
}
