package io.ringtail.node.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WantedPodsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final WantedPods wanted = new WantedPods();

  @Test
  void whoIsUnknownIsAskedForAtOnce() {
    assertThat(wanted.pauseNanos(0)).isEqualTo(WantedPods.NEVER);
    assertThat(wanted.add(Pods.ref("cart", "u1"), 5)).isTrue();
    assertThat(wanted.add(Pods.ref("cart", "u1"), 6)).isFalse();

    assertThat(wanted.pauseNanos(6)).isZero();
  }

  @Test
  void whoIsKnownIsAskedForNoMore() {
    wanted.add(Pods.ref("cart", "u1"), 0);
    wanted.answered(0, SECOND, pod -> true);

    assertThat(wanted.pauseNanos(SECOND)).isEqualTo(WantedPods.NEVER);
  }

  @Test
  void whoCannotBeKnownIsAskedForEverMoreRarelyAndThenNoMore() {
    PodRef pod = Pods.ref("nobody", "u9");
    wanted.add(pod, 0);
    long now = 0;
    int questions = 0;
    while (wanted.pauseNanos(now) != WantedPods.NEVER) {
      now += wanted.pauseNanos(now);
      questions++;
      wanted.answered(now, now, anybody -> false);
    }

    assertThat(questions).isEqualTo(6);
    assertThat(now).isEqualTo(31 * SECOND);
    assertThat(wanted.add(pod, now)).as("still known to be unknown").isFalse();

    now += TimeUnit.MINUTES.toNanos(10);
    wanted.answered(now, now, anybody -> false);
    assertThat(wanted.add(pod, now)).as("worth another try").isTrue();
  }

  @Test
  void whoIsWantedWhileTheQuestionIsUnderWayIsStillToBeAskedFor() {
    wanted.add(Pods.ref("cart", "u1"), 0);
    wanted.add(Pods.ref("front", "u2"), 2 * SECOND);
    wanted.answered(SECOND, 3 * SECOND, pod -> false);

    assertThat(wanted.pauseNanos(3 * SECOND)).isZero();
  }

  @Test
  void itsMemoryIsBounded() {
    for (int i = 0; i < 2 * WantedPods.MAX_WANTED; i++) {
      wanted.add(Pods.ref("pod-" + i, "u" + i), 0);
    }

    assertThat(wanted.add(Pods.ref("one-more", "u"), 0)).isFalse();
  }
}
