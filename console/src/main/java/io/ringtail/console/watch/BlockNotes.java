package io.ringtail.console.watch;

import io.ringtail.console.event.LogEvent;
import io.ringtail.console.event.Origin;
import io.ringtail.console.store.StreamId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is worth knowing of the events of one block.
 *
 * <p>Threading: one thread at a time.
 */
public final class BlockNotes {
  private static final String NODE_LOSS = "ringtail: ";
  private static final String NODE_LOSS_WORDS = " bytes of this log were lost: ";

  private final StreamId stream;
  private final List<Loss> losses = new ArrayList<>();
  private long[] seqs = new long[0];
  private long[] times = new long[0];
  private int count;

  public BlockNotes(StreamId stream) {
    this.stream = stream;
  }

  public void add(LogEvent event, long millis) {
    if (event.seq() >= 0) {
      if (count == seqs.length) {
        seqs = Arrays.copyOf(seqs, Math.max(64, count * 2));
        times = Arrays.copyOf(times, seqs.length);
      }
      seqs[count] = event.seq();
      times[count++] = millis;
    }
    if (event.lost() > 0 && "io.ringtail".equals(event.logger())) {
      addLoss(event, millis, event.lost());
    } else if (event.message().startsWith(NODE_LOSS) && event.message().contains(NODE_LOSS_WORDS)) {
      addLoss(event, millis, 0);
    }
  }

  private void addLoss(LogEvent event, long millis, long events) {
    String text = event.message();
    int reason = text.lastIndexOf(": ");
    losses.add(
        new Loss(
            millis,
            process(event),
            events,
            reason < 0 ? "" : text.substring(reason + 2),
            text.length() > Loss.MAX_TEXT_CHARS ? text.substring(0, Loss.MAX_TEXT_CHARS) : text));
  }

  private static String process(LogEvent event) {
    Origin origin = Origin.of(event.metadata(), event.logStream());
    return origin.pod() == null || origin.container() == null
        ? event.logStream()
        : origin.pod() + "/" + origin.container();
  }

  StreamId stream() {
    return stream;
  }

  List<Loss> losses() {
    return losses;
  }

  int count() {
    return count;
  }

  long seq(int index) {
    return seqs[index];
  }

  long millis(int index) {
    return times[index];
  }
}
