package io.ringtail.node.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.Progress;
import io.ringtail.node.entry.StdStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps the lines of each log as text, and what was lost; every line is a batch of its own. */
final class RecordingOpener implements LogOpener {
  final Map<String, List<String>> lines = new LinkedHashMap<>();
  final List<LogFile> opened = new ArrayList<>();
  final List<String> losses = new ArrayList<>();
  final Set<String> unwanted = new HashSet<>();

  /** Ends of keys of logs whose destination is behind. */
  final Set<String> behind = new HashSet<>();

  /** Logs that were told that time has passed. */
  final Set<String> ticked = new HashSet<>();

  final List<Progress.Span> spans = new ArrayList<>();
  final List<String> ended = new ArrayList<>();
  final List<String> gone = new ArrayList<>();
  final List<Long> originalBytes = new ArrayList<>();
  final List<Long> positions = new ArrayList<>();
  boolean acknowledging = true;
  long heldBytes;
  long lostBytes;

  List<String> all() {
    return lines.values().stream().flatMap(List::stream).toList();
  }

  void acknowledge() {
    spans.forEach(Progress.Span::settle);
    spans.clear();
  }

  @Override
  public @Nullable LineConsumer open(
      LogFile log, Function<StdStream, Long> resume, Function<StdStream, Progress> progress) {
    opened.add(log);
    long from = resume.apply(StdStream.NONE);
    Progress none = progress.apply(StdStream.NONE);
    List<String> to = lines.computeIfAbsent(log.key(), key -> new ArrayList<>());
    return new LineConsumer() {
      @Override
      public void line(byte[] bytes, int offset, int length, long original, long start, long end) {
        if (start < from) {
          return;
        }
        to.add(new String(bytes, offset, length, UTF_8));
        originalBytes.add(original);
        positions.add(start);
        Progress.Span span = none.open(start);
        if (acknowledging) {
          span.settle();
        } else {
          spans.add(span);
        }
      }

      @Override
      public void tick(long nowNanos) {
        ticked.add(log.key());
      }

      @Override
      public void end() {
        ended.add(log.key());
      }

      @Override
      public long heldFrom(StdStream stream) {
        return Position.END;
      }

      @Override
      public long heldBytes() {
        return heldBytes;
      }

      @Override
      public boolean isReady() {
        return behind.stream().noneMatch(log.key()::endsWith);
      }
    };
  }

  @Override
  public void gone(LogFile log) {
    gone.add(log.key());
  }

  @Override
  public boolean isWanted(LogFile log) {
    return !unwanted.contains(log.key());
  }

  @Override
  public void lost(LogFile log, long bytes, String reason) {
    lostBytes += bytes;
    losses.add(bytes + " " + reason);
  }
}
