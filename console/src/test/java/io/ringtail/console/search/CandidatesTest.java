package io.ringtail.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class CandidatesTest {
  private static final int MAX = 2_000;

  @Test
  void keepsTheNewestOfTooMany() {
    Candidates first = filled(0, 10_000);
    Candidates second = filled(10_000, 20_000);
    first.merge(second);

    assertThat(first.isOverflown()).isTrue();
    assertThat(first.size()).isLessThanOrEqualTo(MAX);
    int[] order = first.newestFirst();
    assertThat(Arrays.stream(order).limit(500).mapToLong(first::millis).toArray())
        .isEqualTo(LongStream.range(0, 500).map(i -> 19_999 - i).toArray());
    assertThat(Arrays.stream(order))
        .allMatch(index -> first.position(index) == 7 * first.millis(index));
  }

  @Test
  void keepsAllOfAsManyAsThereIsRoomFor() {
    Candidates candidates = filled(0, MAX);

    assertThat(candidates.isOverflown()).isFalse();
    assertThat(candidates.size()).isEqualTo(MAX);
  }

  private static Candidates filled(int from, int to) {
    Candidates candidates = new Candidates(MAX);
    for (int i = from; i < to; i++) {
      candidates.take(i, i % 3, 7L * i);
    }
    return candidates;
  }
}
