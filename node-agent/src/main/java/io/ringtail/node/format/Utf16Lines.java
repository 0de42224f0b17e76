package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.ringtail.node.entry.Position;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of a file in UTF-16 together again. The reader divides at each byte 0x0A, but a
 * newline is two bytes, and the byte is part of other characters as well (U+4E0A, U+010A).
 *
 * <p>A unit begins at an even offset of the file, so the offset of the 0x0A tells which half it is:
 * the first half of a newline with the low byte first, the second with the high byte first.
 */
final class Utf16Lines {
  private final StreamLines lines;
  private final Pieces pieces;
  private final long flushNanos;
  private final Line whole = new Line();
  private final Line newline = new Line();
  private @Nullable TextDecoder decoder;
  private boolean lowByteFirst;

  /** The 0x0A at the end of the pieces is a newline if a zero follows. */
  private boolean newlineIfZeroFollows;

  private boolean touched;
  private long quietSinceNanos;

  Utf16Lines(EntryFormat format, StreamLines lines) {
    this.lines = lines;
    this.pieces = new Pieces(format.maxLineBytes());
    this.flushNanos = Math.max(format.flushNanos(), TimeUnit.SECONDS.toNanos(1));
    newline.text(new byte[] {'\n'}, 0, 1);
    Charset charset = format.charset();
    if (charset.equals(UTF_16LE) || charset.equals(UTF_16BE)) {
      use(charset);
    }
  }

  private void use(Charset charset) {
    lowByteFirst = charset.equals(UTF_16LE);
    decoder = TextDecoder.of(charset);
  }

  void take(Line line) {
    touched = true;
    long offset = Position.offset(line.startPosition);
    long newlineOffset = Position.offset(line.endPosition) - 1;
    if (decoder == null) {
      use(guess(line, offset, newlineOffset));
    }
    boolean terminated = newlineOffset - offset >= line.wholeBytes();
    if (lowByteFirst) {
      takeLowByteFirst(line, offset, newlineOffset, terminated);
    } else {
      takeHighByteFirst(line, offset, terminated && newlineOffset % 2 == 1);
    }
    if (terminated && !newlineIfZeroFollows && !pieces.isEmpty()) {
      addHalf(line);
    }
  }

  private void takeLowByteFirst(Line line, long offset, long newlineOffset, boolean terminated) {
    boolean secondHalf = offset % 2 == 1 && line.at(line.from) == 0;
    if (newlineIfZeroFollows) {
      newlineIfZeroFollows = false;
      if (secondHalf) {
        join();
      } else {
        addHalf(line);
      }
    }
    if (secondHalf && pieces.isEmpty()) {
      line.from++;
    }
    skipMark(line, offset);
    // The last newline's second half is no line.
    if (terminated || line.length() > 0) {
      pieces.add(line);
    }
    newlineIfZeroFollows = terminated && newlineOffset % 2 == 0;
  }

  private void takeHighByteFirst(Line line, long offset, boolean mayEnd) {
    skipMark(line, offset);
    boolean ends = mayEnd && line.last() == 0;
    if (ends) {
      line.to--;
    }
    pieces.add(line);
    if (ends) {
      join();
    }
  }

  /** The byte that the reader took for a newline. */
  private void addHalf(Line line) {
    newline.describeLike(line);
    newline.originalBytes = 0;
    pieces.add(newline);
  }

  private void join() {
    if (!pieces.isEmpty() && decoder != null) {
      pieces.takeInto(whole);
      decoder.decode(whole);
      lines.take(whole);
    }
  }

  void tick(long nowNanos) {
    if (touched) {
      touched = false;
      quietSinceNanos = nowNanos;
    } else if (!pieces.isEmpty() && nowNanos - quietSinceNanos >= flushNanos) {
      end();
    }
  }

  void end() {
    newlineIfZeroFollows = false;
    join();
  }

  long heldFrom() {
    return pieces.startPosition();
  }

  long heldBytes() {
    return pieces.heldBytes();
  }

  /**
   * From the mark at the file's beginning; in the middle, from the half that 0x0A is of its line's
   * end.
   */
  private static Charset guess(Line line, long offset, long newlineOffset) {
    if (offset == 0 && line.length() >= 2) {
      int mark = ((line.bytes[line.from] & 0xFF) << 8) | (line.bytes[line.from + 1] & 0xFF);
      if (mark == 0xFFFE) {
        return UTF_16LE;
      }
      if (mark == 0xFEFF) {
        return UTF_16BE;
      }
    }
    return newlineOffset % 2 == 0 ? UTF_16LE : UTF_16BE;
  }

  private static void skipMark(Line line, long offset) {
    if (offset == 0 && line.length() >= 2) {
      int sum = (line.bytes[line.from] & 0xFF) + (line.bytes[line.from + 1] & 0xFF);
      if (sum == 0xFF + 0xFE) {
        line.from += 2;
      }
    }
  }
}
