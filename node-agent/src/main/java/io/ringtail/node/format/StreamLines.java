package io.ringtail.node.format;

import io.ringtail.node.entry.EntryConsumer;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of one stream of a log: pieces joined, decoded, then lines joined to entries. */
final class StreamLines {
  /** A program may pause within a line; one that has ended never goes on with it. */
  private static final long PIECE_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final long resumePosition;
  private final int maxLineBytes;
  private final long flushNanos;
  private final @Nullable TextDecoder decoder;
  private final Pieces pieces;
  private final EntryJoiner joiner;
  private final Line joined = new Line();

  /** Whether a line has come since the last tick. */
  private boolean touched;

  private long quietSinceNanos;

  StreamLines(StdStream stream, long resumePosition, EntryFormat format, EntryConsumer entries) {
    this.resumePosition = resumePosition;
    this.maxLineBytes = format.maxLineBytes();
    this.flushNanos = format.flushNanos();
    this.decoder = format.decoder();
    this.pieces = new Pieces(maxLineBytes);
    this.joiner = new EntryJoiner(stream, format.continuation(), format.maxEntryBytes(), entries);
  }

  /** Whether it has been delivered by an earlier run. */
  boolean isDelivered(Line line) {
    return line.startPosition < resumePosition;
  }

  /** A whole line, or the last piece of one. */
  void take(Line line) {
    touched = true;
    if (pieces.isEmpty()) {
      joinLine(line);
    } else {
      pieces.add(line);
      joinPieces();
    }
  }

  /** A piece that is continued by the next line of this stream. */
  void takePiece(Line piece) {
    touched = true;
    pieces.add(piece);
  }

  /** A line that continues no piece. */
  void takeApart(Line line) {
    touched = true;
    joinPieces();
    joinLine(line);
  }

  void tick(long nowNanos) {
    if (touched) {
      touched = false;
      quietSinceNanos = nowNanos;
      return;
    }
    long wait = pieces.isEmpty() ? flushNanos : Math.max(flushNanos, PIECE_WAIT_NANOS);
    if (nowNanos - quietSinceNanos >= wait) {
      end();
    }
  }

  /** Hands on what is held, and gives back the memory that it took. */
  void end() {
    joinPieces();
    joiner.end();
    pieces.release();
  }

  /** {@link Position#END} if nothing is held. */
  long heldFrom() {
    return joiner.isEmpty() ? pieces.startPosition() : joiner.startPosition();
  }

  long heldBytes() {
    return pieces.heldBytes() + joiner.heldBytes();
  }

  private void joinPieces() {
    if (!pieces.isEmpty()) {
      pieces.takeInto(joined);
      joinLine(joined);
    }
  }

  private void joinLine(Line line) {
    if (decoder != null) {
      decoder.decode(line);
    }
    if (line.last() == '\r') {
      line.to--;
    }
    line.shorten(maxLineBytes);
    joiner.take(line);
  }
}
