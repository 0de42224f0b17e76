package io.ringtail.node.format;

import static io.ringtail.node.format.TraceState.DONE;
import static io.ringtail.node.format.TraceState.GO_BLANK;
import static io.ringtail.node.format.TraceState.GO_CALL;
import static io.ringtail.node.format.TraceState.GO_FILE;
import static io.ringtail.node.format.TraceState.GO_ROUTINE;

import org.jspecify.annotations.Nullable;

/**
 * Go's stacks of goroutines, and those that zap and pkg/errors print: a function on one line, its
 * file on the next.
 */
final class GoTrace {
  private static final byte[] GOROUTINE = Line.ascii("goroutine ");
  private static final byte[] RUNTIME_STACK = Line.ascii("runtime stack:");
  private static final byte[] CREATED_BY = Line.ascii("created by ");
  private static final byte[] PANIC_CALL = Line.ascii("panic(");
  private static final byte[] EXIT_STATUS = Line.ascii("exit status ");
  private static final byte[] ELISION = Line.ascii("...");
  private static final byte[] ELIDED = Line.ascii("frames elided...");
  private static final byte[] HEX = Line.ascii(" 0x");

  private GoTrace() {}

  static @Nullable TraceState next(TraceState state, Line line) {
    if (state == GO_CALL) {
      return isFile(line) ? GO_FILE : null;
    }
    if (line.isBlank()) {
      return GO_BLANK;
    }
    if (line.startsWith(EXIT_STATUS)) {
      return DONE;
    }
    if (isRoutine(line)) {
      return state == GO_FILE ? null : GO_ROUTINE;
    }
    if (state == GO_BLANK) {
      return isRegister(line) ? GO_BLANK : null;
    }
    if (line.startsWith(ELISION) && line.endsWith(ELIDED)) {
      return GO_FILE;
    }
    if (state == GO_ROUTINE && line.isIndented()) {
      // goroutine running on other thread; stack unavailable
      return GO_FILE;
    }
    return line.startsWith(CREATED_BY) || isCall(line) ? GO_CALL : null;
  }

  /** {@code goroutine 1 [running]:}. */
  static boolean isRoutine(Line line) {
    return line.last() == ':'
        && (line.startsWith(RUNTIME_STACK)
            || (line.startsWith(GOROUTINE) && Line.isDigit(line.at(line.from + GOROUTINE.length))));
  }

  /** {@code main.(*Server).Run(0xc000010000, {0x1, 0x2})}, {@code main.main}. */
  static boolean isCall(Line line) {
    if (line.startsWith(PANIC_CALL)) {
      return true;
    }
    if (!Line.isLetter(line.at(line.from))) {
      return false;
    }
    boolean qualified = false;
    for (int i = line.from; i < line.to; i++) {
      int b = line.bytes[i];
      if (b == '(') {
        return qualified && (line.last() == ')' || isWord(line));
      }
      if (b == '.') {
        qualified = true;
      } else if (b <= ' ' || b == ':' || b == '=' || b == '"' || b == ',') {
        return false;
      }
    }
    return qualified;
  }

  private static boolean isWord(Line line) {
    for (int i = line.from; i < line.to; i++) {
      if (line.bytes[i] == ' ') {
        return false;
      }
    }
    return true;
  }

  /** {@code \t/app/main.go:12 +0x1d}. */
  private static boolean isFile(Line line) {
    if (line.at(line.from) != '\t') {
      return false;
    }
    for (int i = line.from + 1; i + 1 < line.to; i++) {
      if (line.bytes[i] == ':' && Line.isDigit(line.bytes[i + 1])) {
        return true;
      }
    }
    return false;
  }

  /** {@code rax 0x0}, after a signal. */
  private static boolean isRegister(Line line) {
    int i = line.from;
    while (Line.isLetter(line.at(i)) || Line.isDigit(line.at(i))) {
      i++;
    }
    while (line.at(i + 1) == ' ') {
      i++;
    }
    return i > line.from && line.hasAt(i, HEX);
  }
}
