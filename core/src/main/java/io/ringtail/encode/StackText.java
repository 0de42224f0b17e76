package io.ringtail.encode;

import io.ringtail.event.Thrown;
import java.util.List;

/**
 * A throwable as text, in the form that Throwable.printStackTrace gives, with runs of carrier
 * frames folded into one line each; and its hash.
 *
 * <p>Threading: one thread. Allocates: little; the text is built in a buffer that is used again.
 */
final class StackText {
  /**
   * Chains of causes longer than this are cut: the recursion must end before our own stack does.
   */
  private static final int MAX_DEPTH = 64;

  private static final int KEEP_CHARS = 64 * 1024;
  private static final int INITIAL_CHARS = 4 * 1024;
  private static final int HASH_SEED = 0x811c9dc5;
  private static final int HASH_PRIME = 0x01000193;

  private final FrameFold folds = new FrameFold();
  private StringBuilder text = new StringBuilder(INITIAL_CHARS);

  /** The text of {@code thrown}, valid until the next call. */
  StringBuilder of(Thrown thrown) {
    if (text.capacity() > KEEP_CHARS) {
      text = new StringBuilder(INITIAL_CHARS);
    }
    text.setLength(0);
    append(thrown, "", "", 0);
    return text;
  }

  /**
   * 32 bits over class names and frames, through all causes, in the manner of FNV-1a. Messages,
   * line numbers and carrier frames do not count: the same fault has the same hash in the next run
   * and, as a rule, in the next release.
   */
  int hash(Thrown thrown) {
    int hash = HASH_SEED;
    Thrown current = thrown;
    for (int depth = 0; current != null && depth < MAX_DEPTH; depth++) {
      hash = mix(hash, current.className());
      int own = current.frameCount() - current.commonFrames();
      for (int i = 0; i < own; i++) {
        StackTraceElement frame = current.frame(i);
        if (!folds.isCarrier(frame)) {
          hash = mix(mix(hash, frame.getClassName()), frame.getMethodName());
        }
      }
      current = current.isCyclic() ? null : current.cause();
    }
    return hash;
  }

  /** The innermost cause; {@code thrown} itself where there is none. */
  static Thrown root(Thrown thrown) {
    Thrown root = thrown;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Thrown cause = root.isCyclic() ? null : root.cause();
      if (cause == null || cause.isCyclic()) {
        return root;
      }
      root = cause;
    }
    return root;
  }

  private void append(Thrown thrown, String indent, String caption, int depth) {
    text.append(indent).append(caption);
    if (thrown.isCyclic() || depth >= MAX_DEPTH) {
      text.append(thrown.isCyclic() ? "[CIRCULAR REFERENCE: " : "[TOO DEEP: ");
      appendHeadline(thrown);
      text.append(']');
      return;
    }
    appendHeadline(thrown);
    appendFrames(thrown, indent);
    List<Thrown> suppressed = thrown.suppressed();
    for (int i = 0; i < suppressed.size(); i++) {
      text.append('\n');
      append(suppressed.get(i), indent + '\t', "Suppressed: ", depth + 1);
    }
    Thrown cause = thrown.cause();
    if (cause != null) {
      text.append('\n');
      append(cause, indent, "Caused by: ", depth + 1);
    }
  }

  private void appendHeadline(Thrown thrown) {
    text.append(thrown.className());
    String message = thrown.message();
    if (message != null) {
      text.append(": ").append(message);
    }
  }

  private void appendFrames(Thrown thrown, String indent) {
    int own = thrown.frameCount() - thrown.commonFrames();
    int folded = 0;
    for (int i = 0; i < own; i++) {
      StackTraceElement frame = thrown.frame(i);
      if (folds.isCarrier(frame)) {
        folded++;
        continue;
      }
      appendFolded(indent, folded);
      folded = 0;
      text.append('\n').append(indent).append("\tat ");
      appendFrame(frame);
    }
    appendFolded(indent, folded);
    if (thrown.commonFrames() > 0) {
      text.append('\n')
          .append(indent)
          .append("\t... ")
          .append(thrown.commonFrames())
          .append(" more");
    }
  }

  private void appendFolded(String indent, int count) {
    if (count > 0) {
      text.append('\n').append(indent).append("\t... ").append(count);
      text.append(count == 1 ? " reflection or proxy frame" : " reflection or proxy frames");
    }
  }

  // Without module and class loader, which StackTraceElement.toString() adds: noise in a pod's log.
  private void appendFrame(StackTraceElement frame) {
    text.append(frame.getClassName()).append('.').append(frame.getMethodName()).append('(');
    String file = frame.getFileName();
    if (frame.isNativeMethod()) {
      text.append("Native Method");
    } else if (file == null) {
      text.append("Unknown Source");
    } else {
      text.append(file);
      if (frame.getLineNumber() >= 0) {
        text.append(':').append(frame.getLineNumber());
      }
    }
    text.append(')');
  }

  // By the hash that String remembers, and whose value its contract fixes.
  private static int mix(int seed, String name) {
    return (seed ^ name.hashCode()) * HASH_PRIME;
  }
}
