package io.ringtail.node.format;

import io.ringtail.node.entry.EntryConsumer;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.format.Continuation.Verdict;
import java.util.Arrays;

/**
 * Joins the lines of one stream that belong together, and hands whole entries on.
 *
 * <p>It holds the lines that are certain to be one entry, and after them a few that may belong to
 * it or not. If they do not, each of them is looked at again as if it had just come.
 */
final class EntryJoiner {
  /** More lines are not kept waiting for the one that decides. */
  private static final int MAX_UNDECIDED = 32;

  private static final byte[] NOTHING = {};
  private static final int INITIAL_BYTES = 512;
  private static final int KEEP_BYTES = 8 * 1024;

  private final Continuation continuation;
  private final int maxEntryBytes;
  private final EntryConsumer entries;
  private final LogEntry entry = new LogEntry();

  /** The lines that are held, with a newline between each two. */
  private byte[] bytes = NOTHING;

  private int length;

  /** The first line; its text is the beginning of {@link #bytes}. */
  private final Line first = new Line();

  /** The lines that certainly belong together: how many, where their text ends. */
  private int lines;

  private int joinedBytes;
  private long joinedEndPosition;

  /** What the reader has cut from them. */
  private long missingBytes;

  private final Line[] undecided = new Line[MAX_UNDECIDED];
  private int undecidedLines;

  EntryJoiner(
      StdStream stream, Continuation continuation, int maxEntryBytes, EntryConsumer entries) {
    this.continuation = continuation;
    this.maxEntryBytes = maxEntryBytes;
    this.entries = entries;
    entry.stream = stream;
  }

  boolean isEmpty() {
    return lines == 0;
  }

  long heldBytes() {
    return length;
  }

  /** Where the entry begins that is held back; {@link Position#END} if there is none. */
  long startPosition() {
    return lines == 0 ? Position.END : first.startPosition;
  }

  /**
   * @param line at most as long as an entry may be
   */
  void take(Line line) {
    if (lines != 0) {
      Verdict verdict = continuation.next(first, line);
      if (verdict != Verdict.BREAK && add(line, verdict)) {
        return;
      }
      letGo();
      // What follows may have been held behind it.
      if (lines != 0) {
        take(line);
        return;
      }
    }
    begin(line);
  }

  /** Nothing will continue what is held. */
  void end() {
    while (lines != 0) {
      letGo();
    }
    if (bytes.length > KEEP_BYTES) {
      bytes = NOTHING;
      first.bytes = NOTHING;
    }
  }

  private void begin(Line line) {
    if (continuation.begin(line)) {
      hold(line);
    } else {
      emit(line);
    }
  }

  private void hold(Line line) {
    append(line, 0);
    first.describeLike(line);
    first.text(bytes, 0, length);
    lines = 1;
    missingBytes = 0;
    joined(line);
  }

  /** Everything that is held is one entry so far, which ends with this line. */
  private void joined(Line last) {
    joinedBytes = length;
    joinedEndPosition = last.endPosition;
    missingBytes += last.wholeBytes() - last.length();
  }

  /** Whether there was room for it. */
  private boolean add(Line line, Verdict verdict) {
    if (length + 1 + line.length() > maxEntryBytes) {
      if (verdict == Verdict.JOIN && undecidedLines == 0) {
        // The rest of a very long trace becomes an entry of its own.
        letGo();
        hold(line);
        return true;
      }
      return false;
    }
    if (verdict == Verdict.UNDECIDED && undecidedLines == MAX_UNDECIDED) {
      return false;
    }
    int from = length + 1;
    append(line, from);
    if (verdict == Verdict.UNDECIDED) {
      Line kept = undecided[undecidedLines] == null ? new Line() : undecided[undecidedLines];
      undecided[undecidedLines++] = kept;
      kept.describeLike(line);
      kept.text(NOTHING, from, length);
      return true;
    }
    for (int i = 0; i < undecidedLines; i++) {
      missingBytes += undecided[i].wholeBytes() - undecided[i].length();
    }
    lines += undecidedLines + 1;
    undecidedLines = 0;
    joined(line);
    return true;
  }

  private void append(Line line, int from) {
    int to = from + line.length();
    if (to > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(INITIAL_BYTES, Math.max(to, 2 * bytes.length)));
      first.bytes = bytes;
    }
    System.arraycopy(line.bytes, line.from, bytes, from, line.length());
    if (from != 0) {
      bytes[from - 1] = '\n';
    }
    length = to;
  }

  /** Hands on what belongs together; what was undecided is looked at again. */
  private void letGo() {
    emitJoined();
    int again = undecidedLines;
    lines = 0;
    length = 0;
    undecidedLines = 0;
    // They move towards the front of the array and of the bytes: none is overwritten before its
    // turn.
    for (int i = 0; i < again; i++) {
      Line line = undecided[i];
      line.bytes = bytes;
      take(line);
      line.bytes = NOTHING;
    }
  }

  private void emitJoined() {
    int end = joinedBytes;
    if (lines > 1) {
      // Blank lines after a stack trace only divide it from what follows.
      while (end > first.to && bytes[end - 1] == '\n') {
        end--;
      }
    }
    long originalBytes = missingBytes == 0 ? 0 : end + missingBytes;
    emit(first, bytes, 0, end, originalBytes, joinedEndPosition);
  }

  private void emit(Line line) {
    emit(line, line.bytes, line.from, line.to, line.originalBytes, line.endPosition);
  }

  private void emit(
      Line start, byte[] text, int from, int to, long originalBytes, long endPosition) {
    entry.epochSecond = start.epochSecond;
    entry.nanoOfSecond = start.nanoOfSecond;
    entry.startPosition = start.startPosition;
    entry.bytes = text;
    entry.offset = from;
    entry.length = to - from;
    entry.originalBytes = originalBytes;
    entry.endPosition = endPosition;
    entries.take(entry);
  }
}
