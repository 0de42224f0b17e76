package io.ringtail.agent.output;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes events of what one thread prints to one stream: a line each, a stack trace one.
 *
 * <p>A line waits until it is clear that no stack trace goes on from it. printStackTrace prints
 * line by line, but a message of several lines by one call: the lines of one call stay together
 * until the next one shows whether they began a trace. What is longer than {@value #MAX_BYTES}
 * bytes leaves in numbered parts. Blank lines are layout, and left out.
 *
 * <p>Threading: one thread.
 */
final class ThreadLines {
  /** Half of what the strictest destination takes as one record, for the sake of escapes. */
  static final int MAX_BYTES = 128 * 1024;

  /** Lines of a message that may turn out to be an exception's. */
  private static final int MAX_UNDECIDED = 64;

  private static final int OVERHEAD_BYTES = 1024;

  private final boolean isError;
  private final String thread;
  private final PrintedEvents next;

  /** The event that may go on, and whether there is one: it may be empty between two parts. */
  private final StringBuilder open = new StringBuilder();

  private boolean isOpen;
  private Instant openTime = Instant.EPOCH;
  private int parts;

  /** Later lines of the call that the last line came by. */
  private final List<String> undecided = new ArrayList<>();

  private int undecidedChars;

  private final PartialLine partial;
  private Instant partialTime = Instant.EPOCH;

  /** The beginning of the partial line has left as a part. */
  private boolean isSplit;

  private long lastNanos;

  ThreadLines(boolean isError, String thread, Charset charset, PrintedEvents next) {
    this.isError = isError;
    this.thread = thread;
    this.next = next;
    this.partial = new PartialLine(charset);
  }

  /** When the thread printed last, by System.nanoTime(). */
  long lastNanos() {
    return lastNanos;
  }

  /** What it has begun, and an allowance for itself. */
  int heldBytes() {
    return OVERHEAD_BYTES + 2 * (open.length() + undecidedChars) + partial.length();
  }

  void add(Printed printed, long nowNanos) {
    lastNanos = nowNanos;
    if (partial.length() == 0) {
      partialTime = printed.time;
    }
    boolean isFirstOfCall = true;
    int from = 0;
    for (int i = 0; i < printed.length; i++) {
      if (printed.bytes[i] == '\n') {
        addToLine(printed.bytes, from, i);
        endLine(isFirstOfCall);
        partialTime = printed.time;
        isFirstOfCall = false;
        from = i + 1;
      }
    }
    addToLine(printed.bytes, from, printed.length);
  }

  /** Ends all that was begun. */
  void end() {
    if (partial.length() > 0) {
      endLine(true);
    }
    isSplit = false;
    emitAll();
  }

  private void addToLine(byte[] bytes, int start, int end) {
    partial.add(bytes, start, end);
    while (partial.length() > MAX_BYTES) {
      if (!isSplit) {
        emitAll();
        openTime = partialTime;
        isOpen = true;
        isSplit = true;
      }
      open.append(partial.takePiece(MAX_BYTES));
      emitPart();
    }
  }

  private void endLine(boolean isFirstOfCall) {
    String line = partial.takeLine();
    if (isSplit) {
      isSplit = false;
      open.append(line);
    } else if (isOpen && TraceLine.goesOn(line)) {
      for (int i = 0; i < undecided.size(); i++) {
        goOn(undecided.get(i));
      }
      undecided.clear();
      undecidedChars = 0;
      goOn(line);
    } else if (isFirstOfCall
        || !isOpen
        || undecided.size() >= MAX_UNDECIDED
        || undecidedChars + line.length() > MAX_BYTES) {
      emitAll();
      begin(line);
    } else {
      undecided.add(line);
      undecidedChars += line.length();
    }
  }

  private void begin(String line) {
    if (!line.isEmpty()) {
      open.append(line);
      openTime = partialTime;
      isOpen = true;
    }
  }

  private void goOn(String line) {
    if (open.length() + line.length() >= MAX_BYTES) {
      emitPart();
    }
    open.append(open.length() == 0 ? "" : "\n").append(line);
  }

  private void emitPart() {
    parts++;
    next.onEvent(isError, thread, openTime, open.toString(), parts);
    open.setLength(0);
  }

  private void emitAll() {
    if (open.length() > 0) {
      next.onEvent(isError, thread, openTime, open.toString(), parts == 0 ? 0 : parts + 1);
    }
    open.setLength(0);
    isOpen = false;
    parts = 0;
    for (String line : undecided) {
      if (!line.isEmpty()) {
        next.onEvent(isError, thread, openTime, line, 0);
      }
    }
    undecided.clear();
    undecidedChars = 0;
  }
}
