package io.ringtail.node.files;

import io.ringtail.batch.RecordId;
import io.ringtail.node.entry.Position;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One file of a log, or a part of one: what was written to it until it was rotated away or
 * truncated. Offsets are those of the uncompressed text.
 *
 * <p>Threading: the reading thread.
 */
final class Generation {
  /** Given when reading it begins, so that numbers rise in the order of reading. */
  static final int UNNUMBERED = -1;

  /** No bound. */
  static final long OPEN = Long.MAX_VALUE;

  int number = UNNUMBERED;
  FileId id;
  Fingerprint print = Fingerprint.NONE;

  /** What its first line says, the same under another name or inode; 0 until there is one. */
  long firstLine;

  /** Whether the first line is whole, or as long as it is looked at. */
  boolean firstLineIsWhole;

  /** Its file name, as it was last seen. */
  String name;

  /** Where reading it began. */
  long from;

  /** Where the next line begins that is handed on. */
  long offset;

  /** There is no newline between {@link #offset} and here. */
  long scanned;

  /** The most bytes it was seen to have. */
  long size;

  /** The last read found nothing: the end, for a file that does not grow. */
  boolean drained;

  /** Nothing is read beyond. */
  long end = OPEN;

  /** Open while there may be more to read. */
  @Nullable Content content;

  /** All of it was handed on, or given up. */
  boolean finished;

  /** It has no name any more: its bytes are gone with the descriptor. */
  boolean missing;

  /** Compressed in the meantime: can be read from there, too. */
  @Nullable Path compressed;

  /** Whether another file has taken its place, and when that was first seen. */
  boolean succeeded;

  long succeededNanos;

  /** Where it was found under a name that nothing can be told of. */
  @Nullable Path renamed;

  /** How often it could not be opened, or read. */
  int failures;

  Generation(FileId id, String name, long from) {
    this.id = id;
    this.name = name;
    this.from = from;
    this.offset = from;
    this.scanned = from;
    this.size = from;
  }

  /** A further part of the same file, from {@code start} on. */
  Generation part(long start) {
    Generation part = new Generation(id, name, start);
    part.print = print;
    part.firstLine = firstLine;
    part.firstLineIsWhole = firstLineIsWhole;
    part.size = Math.max(size, start);
    part.missing = missing;
    part.compressed = compressed;
    return part;
  }

  /** The {@link Position} of {@link #offset}. */
  long position() {
    return Position.of(Math.max(number, 0), offset);
  }

  /** Bytes that are known to be there and were not handed on. */
  long unread() {
    return finished ? 0 : Math.max(0, Math.min(size, end) - offset);
  }

  /** Bytes that were handed on of it, from a {@link Position} on. */
  long readAfter(long position) {
    if (number == UNNUMBERED || number < Position.generation(position)) {
      return 0;
    }
    long start = number == Position.generation(position) ? Position.offset(position) : from;
    return Math.max(0, offset - start);
  }

  /** Whether there is more than the line that is not whole yet. */
  boolean hasUnscanned() {
    if (finished || content == null) {
      return false;
    }
    return content instanceof GzipContent ? !drained : Math.min(size, end) > scanned;
  }

  void scannedTo(long place) {
    scanned = place;
    size = Math.max(size, place);
  }

  /** Whether its file is still to be found, or found again. */
  boolean isWanted() {
    return !finished && offset < end;
  }

  void succeeded(long nanos) {
    if (!succeeded) {
      succeeded = true;
      succeededNanos = nanos;
    }
  }

  /**
   * Opens the file and takes its fingerprint.
   *
   * @return whether it is the file that the fingerprint was taken of
   */
  boolean open(Path path, boolean gzip) throws IOException {
    Content opened;
    try {
      opened = Content.open(path, gzip);
    } catch (NoSuchFileException e) {
      return false;
    }
    boolean same = false;
    try {
      byte[] head = Fingerprint.head(opened);
      same = print.matches(head, head.length);
      if (same) {
        print = Fingerprint.of(head, head.length);
        learnFirstLine(head);
        size = Math.max(size, opened.size());
        close();
        content = opened;
        drained = false;
      }
    } catch (ZipException | EOFException e) {
      // No file of ours, or one that nobody can read.
      same = false;
    } finally {
      if (!same) {
        opened.close();
      }
    }
    return same;
  }

  /** As {@link #open}, if the file is long enough to be the one. */
  boolean opens(Sibling sibling) throws IOException {
    return (sibling.isGzip() || sibling.size() >= offset) && open(sibling.path(), sibling.isGzip());
  }

  /** Whether its head is the one of {@code print}, which is known. */
  boolean beginsAs(Fingerprint print) throws IOException {
    if (content == null || print.length() == 0) {
      return false;
    }
    byte[] head = Fingerprint.head(content);
    return print.matches(head, head.length);
  }

  /** Reading it begins there. */
  void beginAt(long start) {
    from = start;
    offset = start;
    scanned = start;
    size = Math.max(size, start);
  }

  /** Looks at the file again: its size, and whether it still begins as it did. */
  boolean isIntact() throws IOException {
    if (!(content instanceof PlainContent plain)) {
      return true;
    }
    long now = plain.size();
    if (now < size) {
      return false;
    }
    if (now > size) {
      byte[] head = Fingerprint.head(plain);
      if (!print.matches(head, head.length)) {
        return false;
      }
      if (print.length() < Fingerprint.MAX_BYTES) {
        print = Fingerprint.of(head, head.length);
      }
      learnFirstLine(head);
      size = now;
    }
    return true;
  }

  /** Whether its file has the size that is known; the cheapest question there is. */
  boolean hasSameSize() {
    try {
      return content != null && content.size() == size;
    } catch (IOException e) {
      return false;
    }
  }

  private void learnFirstLine(byte[] head) {
    if (firstLineIsWhole) {
      return;
    }
    int end = 0;
    while (end < head.length && head[end] != '\n') {
      end++;
    }
    firstLineIsWhole = end < head.length || end == Fingerprint.MAX_BYTES;
    firstLine = RecordId.origin(new String(head, 0, end, StandardCharsets.ISO_8859_1));
  }

  /** Whether the head of the file is still the one that is known. */
  boolean beginsAsBefore() throws IOException {
    if (!(content instanceof PlainContent plain)) {
      return true;
    }
    byte[] head = Fingerprint.head(plain);
    return print.matches(head, head.length);
  }

  /** Nothing more of it will be read. */
  void cut() {
    end = offset;
    scanned = offset;
    close();
  }

  void close() {
    Content open = content;
    content = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It was only read: nothing can be lost by this.
        return;
      }
    }
  }
}
