package io.ringtail.node.format;

import io.ringtail.node.entry.StdStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what a CRI runtime writes before each line: {@code 2026-11-20T22:00:00.123456789Z stdout F
 * message}. Of the tags, which are divided by colons, the first says whether the line is whole (F)
 * or a piece that is continued (P).
 *
 * <p>Source of the format: Kubernetes, pkg/kubelet/kuberuntime/logs.
 */
final class CriHeader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long STDOUT = word("stdout F");
  private static final long STDERR = word("stderr F");
  private static final long TAG = 0xFFL << 56;
  private static final int STREAM_AND_TAG_BYTES = 8;

  private final Rfc3339 time;
  private StdStream stream = StdStream.STDOUT;
  private boolean partial;

  CriHeader(Rfc3339 time) {
    this.time = time;
  }

  StdStream stream() {
    return stream;
  }

  boolean isPartial() {
    return partial;
  }

  /** Whether there is a header: then the line's text is what follows, and its time is set. */
  boolean take(Line line) {
    byte[] bytes = line.bytes;
    int at = time.parse(bytes, line.from, line.to);
    if (at < 0 || line.to - at <= STREAM_AND_TAG_BYTES || bytes[at] != ' ') {
      return false;
    }
    long streamAndTag = (long) LONG.get(bytes, at + 1);
    if (((streamAndTag ^ STDOUT) & ~TAG) == 0) {
      stream = StdStream.STDOUT;
    } else if (((streamAndTag ^ STDERR) & ~TAG) == 0) {
      stream = StdStream.STDERR;
    } else {
      return false;
    }
    int tag = bytes[at + STREAM_AND_TAG_BYTES];
    if (tag != 'F' && tag != 'P') {
      return false;
    }
    partial = tag == 'P';
    int text = afterTags(line, at + 1 + STREAM_AND_TAG_BYTES);
    if (text < 0) {
      return false;
    }
    if (line.originalBytes != 0) {
      line.originalBytes -= text - line.from;
    }
    line.from = text;
    line.time(time.epochSecond(), time.nanoOfSecond());
    return true;
  }

  /** The index of the text; -1 if the tags are none. */
  private static int afterTags(Line line, int afterFirst) {
    int at = afterFirst;
    if (line.at(at) == ':') {
      while (at < line.to && line.bytes[at] != ' ') {
        at++;
      }
    }
    // Some writers leave out the space before an empty text.
    return at == line.to ? at : line.bytes[at] == ' ' ? at + 1 : -1;
  }

  private static long word(String eightBytes) {
    return (long) LONG.get(Line.ascii(eightBytes), 0);
  }
}
