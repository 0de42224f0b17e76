package io.ringtail.node.files;

import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Position;
import java.io.IOException;

/**
 * Cuts files into lines, through one buffer for all of them: a line that is not whole yet stays in
 * its file and is read again. Of a line that is too long, only its first bytes are ever in memory.
 *
 * <p>Threading: the reading thread.
 */
final class LineReader {
  private static final int BUFFER_BYTES = 256 << 10;

  private final byte[] buffer;
  private final int maxLineBytes;
  private final Newlines newlines;

  LineReader(int maxLineBytes, Newlines newlines) {
    this.maxLineBytes = maxLineBytes;
    this.newlines = newlines;
    this.buffer = new byte[Math.max(BUFFER_BYTES, maxLineBytes + newlines.width)];
  }

  /**
   * Hands on whole lines, and looks at no more than about {@code limit} new bytes.
   *
   * @return new bytes that were looked at; 0 at the end of what is there
   */
  int read(Generation from, int limit, LineConsumer to) throws IOException {
    long known = from.scanned - from.offset;
    if (known > maxLineBytes) {
      return findEndOfLongLine(from, limit, to);
    }
    int wanted = room(from, from.offset, (int) Math.min(buffer.length, known + limit));
    int length = fill(from, from.offset, wanted);
    if (length <= known) {
      from.drained = true;
      return 0;
    }
    long start = from.offset;
    int line = 0;
    int search = (int) Math.max(0, known - newlines.width + 1);
    while (true) {
      int newline = newlines.find(buffer, search, length, ((start + search) & 1) == 0);
      if (newline < 0) {
        break;
      }
      int next = newline + newlines.width;
      handOn(from, line, newline - line, start + line, start + next, to);
      line = next;
      search = next;
    }
    from.offset = start + line;
    from.scannedTo(start + length);
    return (int) (length - known);
  }

  /** Hands on what is left without a newline: nothing will be added to this file. */
  void readRest(Generation from, LineConsumer to) throws IOException {
    long length = from.scanned - from.offset;
    if (length > 0) {
      int kept = fill(from, from.offset, (int) Math.min(length, maxLineBytes));
      to.line(
          buffer,
          0,
          kept,
          length > kept ? length : 0,
          from.position(),
          Position.of(from.number, from.scanned));
      from.offset = from.scanned;
    }
  }

  /**
   * The place after the last newline before {@code offset}, where a line begins; {@code offset}
   * itself if the line is too long to look for its beginning.
   */
  long lineStart(Generation in, long offset) throws IOException {
    int length = (int) Math.min(offset, maxLineBytes);
    long start = offset - length;
    start += newlines.width == 2 ? start & 1 : 0;
    length = fill(in, start, (int) (offset - start));
    int found = start == 0 ? 0 : -1;
    int newline = -newlines.width;
    while (true) {
      int search = newline + newlines.width;
      newline = newlines.find(buffer, search, length, true);
      if (newline < 0) {
        return found < 0 ? offset : start + found;
      }
      found = newline + newlines.width;
    }
  }

  private int findEndOfLongLine(Generation from, int limit, LineConsumer to) throws IOException {
    long start = from.scanned - newlines.width + 1;
    int wanted = room(from, start, Math.min(buffer.length, limit + newlines.width - 1));
    int length = fill(from, start, wanted);
    int fresh = length - newlines.width + 1;
    if (fresh <= 0) {
      from.drained = true;
      return 0;
    }
    int newline = newlines.find(buffer, 0, length, (start & 1) == 0);
    if (newline < 0) {
      from.scannedTo(start + length);
      return fresh;
    }
    long lineEnd = start + newline;
    int kept = fill(from, from.offset, maxLineBytes);
    long next = lineEnd + newlines.width;
    to.line(
        buffer, 0, kept, lineEnd - from.offset, from.position(), Position.of(from.number, next));
    from.offset = next;
    long looked = next - from.scanned;
    from.scannedTo(next);
    return (int) looked;
  }

  private void handOn(
      Generation from, int start, int length, long startOffset, long next, LineConsumer to) {
    int kept = Math.min(length, maxLineBytes);
    to.line(
        buffer,
        start,
        kept,
        length > kept ? length : 0,
        Position.of(from.number, startOffset),
        Position.of(from.number, next));
  }

  private static int room(Generation from, long start, int wanted) {
    return (int) Math.max(0, Math.min(wanted, from.end - start));
  }

  private int fill(Generation from, long start, int length) throws IOException {
    Content content = from.content;
    return content == null ? 0 : content.read(buffer, 0, length, start);
  }
}
