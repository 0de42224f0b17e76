package io.ringtail.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SeqTrackTest {
  private final SeqTrack track = new SeqTrack();

  private void see(long millis, long... seqs) {
    for (long seq : seqs) {
      track.seen(seq, millis);
    }
  }

  private List<String> gaps() {
    List<Gap> gaps = new ArrayList<>();
    track.addGaps("p", gaps);
    return gaps.stream().map(gap -> gap.from() + "-" + gap.to()).toList();
  }

  @Test
  void findsWhatIsMissing() {
    see(10, 5, 6);
    see(20, 9, 12);
    assertThat(gaps()).containsExactly("7-8", "10-11");
  }

  @Test
  void fillsGapsWithWhatComesLate() {
    see(10, 1, 10);
    see(5, 5);
    assertThat(gaps()).containsExactly("2-4", "6-9");
    see(5, 2, 3, 4, 6, 7, 8, 9);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void doesNotMindRepetitions() {
    see(10, 1, 2, 3);
    see(10, 2, 3, 4);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void countsAnewWhereTheProcessWasStartedAgain() {
    see(10, 1, 2, 5);
    see(20, 1, 2, 3);
    assertThat(gaps()).containsExactly("3-4");
    see(21, 6);
    assertThat(gaps()).containsExactly("3-4", "4-5");
  }

  @Test
  void isEmptyWhateverTheOrderWithinATime() {
    List<Long> seqs = new ArrayList<>();
    for (long seq = 1; seq <= 500; seq++) {
      seqs.add(seq);
    }
    java.util.Collections.shuffle(seqs.subList(1, 500), new Random(3));
    seqs.forEach(seq -> track.seen(seq, 10));
    assertThat(gaps()).isEmpty();
  }

  @Test
  void keepsABoundedNumberOfGapsAndCountsTheRest() {
    for (long seq = 1; seq < 1_000; seq += 2) {
      see(seq, seq);
    }
    assertThat(gaps()).hasSize(SeqTrack.MAX_GAPS);
    assertThat(gaps().size() + track.forgotten()).isEqualTo(499);
  }
}
