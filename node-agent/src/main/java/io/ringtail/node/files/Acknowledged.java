package io.ringtail.node.files;

import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import java.util.Arrays;

/**
 * How far one log is acknowledged, stream by stream, and what a checkpoint says of that.
 *
 * <p>Threading: the reading thread.
 */
final class Acknowledged {
  private static final StdStream[] STREAMS = StdStream.values();

  private final Chain chain;
  private final LineConsumer consumer;
  private final StreamProgress[] progress;
  private final long[] positions = new long[STREAMS.length];
  private String saved = "";

  /** What {@link #saved} was made of. */
  private long[] savedState = {};

  Acknowledged(Chain chain, LineConsumer consumer, StreamProgress[] progress) {
    this.chain = chain;
    this.consumer = consumer;
    this.progress = progress;
  }

  /** The position before which everything had its outcome; forgets the generations before it. */
  long advance() {
    long least = Position.END;
    long read = chain.readPosition();
    for (int i = 0; i < STREAMS.length; i++) {
      positions[i] = progress[i].acknowledged(consumer.heldFrom(STREAMS[i]), read);
      least = Math.min(least, positions[i]);
    }
    chain.drop(least);
    return least;
  }

  /** Whether everything that was read had its outcome. */
  boolean isSettled() {
    advance();
    return Arrays.stream(progress).allMatch(StreamProgress::isSettled);
  }

  /** As a checkpoint has it; made anew only if anything has changed. */
  String save(String source, LogFile log, boolean left) {
    advance();
    Generation last = chain.last();
    long[] state = Arrays.copyOf(positions, positions.length + 3);
    state[positions.length] = chain.version();
    state[positions.length + 1] = last.size;
    state[positions.length + 2] = last.print.hash() ^ (left ? 1 : 0);
    if (!Arrays.equals(state, savedState)) {
      saved = SavedLogJson.write(ChainStart.save(source, log, chain, positions, left));
      savedState = state;
    }
    return saved;
  }
}
