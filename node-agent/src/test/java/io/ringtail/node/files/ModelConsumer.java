package io.ringtail.node.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ringtail.batch.RecordId;
import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.Progress;
import io.ringtail.node.entry.StdStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands for all that comes after reading: joins lines of a stream as partial pieces are joined,
 * and puts entries into batches of a few.
 *
 * <p>A line is {@code <o|e> <P|F> <id> filler}.
 */
final class ModelConsumer implements LineConsumer {
  /** Entries of one stream that have their outcome together. */
  static final class Batch {
    final StdStream stream;
    final Progress.Span span;
    final List<Integer> ids = new ArrayList<>();
    boolean settled;

    Batch(StdStream stream, Progress.Span span) {
      this.stream = stream;
      this.span = span;
    }
  }

  private static final int BATCH = 3;

  final List<Batch> batches = new ArrayList<>();

  /** All lines that were handed on, those for which resume says no as well. */
  final List<Integer> seen = new ArrayList<>();

  private long lastPosition = -1;
  private final OneStream[] streams = new OneStream[StdStream.values().length];

  /** The line that a record id stands for, over all restarts. */
  private final Map<String, Integer> lineOfId;

  ModelConsumer(
      Map<String, Integer> lineOfId,
      Function<StdStream, Long> resume,
      Function<StdStream, Progress> progress) {
    this.lineOfId = lineOfId;
    for (StdStream stream : StdStream.values()) {
      streams[stream.ordinal()] =
          new OneStream(stream, resume.apply(stream), progress.apply(stream));
    }
  }

  @Override
  public void line(byte[] bytes, int offset, int length, long originalBytes, long start, long end) {
    if (start <= lastPosition || end <= start) {
      throw new AssertionError("positions fall: " + start + " after " + lastPosition);
    }
    lastPosition = start;
    String text = new String(bytes, offset, length, US_ASCII);
    if (!text.matches("[oe] [PF] \\d+ x*!?")) {
      throw new AssertionError("a broken line: " + text);
    }
    int id = Integer.parseInt(text.substring(4, text.indexOf(' ', 4)));
    seen.add(id);
    StdStream stream = text.charAt(0) == 'o' ? StdStream.STDOUT : StdStream.STDERR;
    streams[stream.ordinal()].line(id, text.charAt(2) == 'F', start);
  }

  void settle(Batch batch) {
    streams[batch.stream.ordinal()].settle(batch);
  }

  @Override
  public void tick(long nowNanos) {}

  @Override
  public void end() {
    for (OneStream stream : streams) {
      stream.flush();
    }
  }

  @Override
  public long heldFrom(StdStream stream) {
    return streams[stream.ordinal()].heldFrom;
  }

  @Override
  public long heldBytes() {
    return 0;
  }

  private final class OneStream {
    private final StdStream stream;
    private final long resume;
    private final Progress progress;
    private final List<Integer> held = new ArrayList<>();
    private long heldFrom = Position.END;
    private @Nullable Batch filling;

    OneStream(StdStream stream, long resume, Progress progress) {
      this.stream = stream;
      this.resume = resume;
      this.progress = progress;
    }

    void line(int id, boolean last, long start) {
      String recordId = RecordId.text(progress.originId(start), progress.number(start));
      Integer before = lineOfId.putIfAbsent(recordId, id);
      if (before != null && before != id) {
        throw new AssertionError("lines " + before + " and " + id + " have one id");
      }
      if (before == null && Collections.frequency(lineOfId.values(), id) > 1) {
        throw new AssertionError("line " + id + " has two ids");
      }
      if (start < resume) {
        return;
      }
      if (held.isEmpty()) {
        heldFrom = start;
      }
      held.add(id);
      if (last) {
        flush();
      }
    }

    void flush() {
      if (held.isEmpty()) {
        return;
      }
      Batch batch = filling;
      if (batch == null) {
        batch = new Batch(stream, progress.open(heldFrom));
        batches.add(batch);
      }
      batch.ids.addAll(held);
      held.clear();
      heldFrom = Position.END;
      filling = batch.ids.size() < BATCH ? batch : null;
    }

    void settle(Batch batch) {
      if (batch.equals(filling)) {
        filling = null;
      }
      batch.settled = true;
      batch.span.settle();
    }
  }
}
