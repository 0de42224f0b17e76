package io.ringtail.node.format;

import io.ringtail.node.entry.EntryConsumer;
import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import io.ringtail.telemetry.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A file of the host: lines as they stand, dated when they are read. */
final class PlainLines implements LineConsumer {
  private final StreamLines lines;
  private final @Nullable Utf16Lines utf16;
  private final Clock clock;
  private final Line line = new Line();

  PlainLines(EntryFormat format, Function<StdStream, Long> resume, EntryConsumer entries) {
    this.lines = new StreamLines(StdStream.NONE, resume.apply(StdStream.NONE), format, entries);
    this.utf16 = format.isUtf16() ? new Utf16Lines(format, lines) : null;
    this.clock = format.clock();
  }

  @Override
  public void line(
      byte[] bytes,
      int offset,
      int length,
      long originalBytes,
      long startPosition,
      long endPosition) {
    line.text(bytes, offset, offset + length);
    line.originalBytes = originalBytes;
    line.place(startPosition, endPosition);
    if (lines.isDelivered(line)) {
      return;
    }
    long now = clock.epochMillis();
    line.time(Math.floorDiv(now, 1_000L), Math.floorMod(now, 1_000) * 1_000_000);
    if (utf16 == null) {
      lines.take(line);
    } else {
      utf16.take(line);
    }
  }

  @Override
  public void tick(long nowNanos) {
    if (utf16 != null) {
      utf16.tick(nowNanos);
    }
    lines.tick(nowNanos);
  }

  @Override
  public void end() {
    if (utf16 != null) {
      utf16.end();
    }
    lines.end();
  }

  @Override
  public long heldFrom(StdStream stream) {
    if (stream != StdStream.NONE) {
      return Position.END;
    }
    long held = lines.heldFrom();
    return held == Position.END && utf16 != null ? utf16.heldFrom() : held;
  }

  @Override
  public long heldBytes() {
    return lines.heldBytes() + (utf16 == null ? 0 : utf16.heldBytes());
  }
}
