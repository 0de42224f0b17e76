package io.ringtail.node.agent;

import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.StdStream;

/**
 * One log that is read: its lines go to {@code lines}, and the entries made of them to {@code
 * flow}.
 */
record OpenLog(LineConsumer lines, LogFlow flow, Runnable onEnd) implements LineConsumer {
  @Override
  public void line(
      byte[] bytes,
      int offset,
      int length,
      long originalBytes,
      long startPosition,
      long endPosition) {
    lines.line(bytes, offset, length, originalBytes, startPosition, endPosition);
  }

  @Override
  public void tick(long nowNanos) {
    lines.tick(nowNanos);
  }

  @Override
  public void end() {
    lines.end();
    onEnd.run();
  }

  @Override
  public long heldFrom(StdStream stream) {
    return lines.heldFrom(stream);
  }

  @Override
  public long heldBytes() {
    return lines.heldBytes();
  }

  @Override
  public boolean isReady() {
    return flow.isReady();
  }
}
