package io.ringtail.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.Progress.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class JournalProgressTest {
  private final JournalProgress progress = new JournalProgress(new Bookmark.Head());
  private int ordinal;

  @Test
  void standsAtTheStartUntilSomethingIsRead() {
    assertThat(progress.settled().text()).isEqualTo("head");
  }

  @Test
  void followsWhatIsReadWhereNoBatchHoldsIt() {
    read();

    assertThat(progress.settled().text()).isEqualTo("after 1");
  }

  @Test
  void waitsForTheEarliestSpanWhateverSettlesBeforeIt() {
    read();
    read();
    Span first = progress.open(position());
    read();
    Span second = progress.open(position());
    second.settle();

    assertThat(progress.settled().text()).isEqualTo("after 1");
    first.settle();
    assertThat(progress.settled().text()).isEqualTo("after 3");
  }

  @Test
  void aSpanHoldsTheEntriesAfterItsFirstToo() {
    read();
    Span span = progress.open(position());
    read();
    read();

    assertThat(progress.settled().text()).isEqualTo("head");
    span.settle();
    assertThat(progress.settled().text()).isEqualTo("after 3");
  }

  @Test
  void oneSpanThatNeverSettlesHoldsTheCheckpointAndNotTheMemory() {
    read();
    progress.open(position());
    Deque<Span> underWay = new ArrayDeque<>();
    for (int i = 0; i < 10_000; i++) {
      read();
      underWay.add(progress.open(position()));
      if (underWay.size() > 3) {
        underWay.remove().settle();
      }
    }

    assertThat(progress.settled().text()).isEqualTo("head");
    assertThat(progress.spans()).isLessThan(64);
  }

  private void read() {
    progress.advance(new Bookmark.After(String.valueOf(++ordinal)));
  }

  private long position() {
    return Position.of(0, ordinal);
  }
}
