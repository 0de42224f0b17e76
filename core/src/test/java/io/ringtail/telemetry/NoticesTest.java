package io.ringtail.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.telemetry.Notices.Weight;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final List<String> told = new ArrayList<>();
  private final DistinctNotices notices =
      new DistinctNotices((weight, key, text) -> told.add(weight + " " + text));

  @Test
  void tellsEachProblemOnceAndCountsTheRest() {
    notices.tell(Weight.WARNING, "a", "first");
    notices.tell(Weight.WARNING, "a", "again");
    notices.tell(Weight.ERROR, "b", "other");

    assertThat(told).containsExactly("WARNING first", "ERROR other");
    assertThat(notices.count("a")).isEqualTo(2);
    assertThat(notices.count("b")).isEqualTo(1);
    assertThat(notices.count("c")).isZero();
  }

  @Test
  void keysThatVaryDoNotGrowWithoutEnd() {
    for (int i = 0; i < 10_000; i++) {
      notices.tell(Weight.INFO, "key " + i, "text");
    }

    assertThat(told).hasSize(256 + 1);
    assertThat(told.get(256)).startsWith("WARNING").contains("256", "not told any more");
  }
}
