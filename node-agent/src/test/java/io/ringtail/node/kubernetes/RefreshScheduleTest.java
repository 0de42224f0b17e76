package io.ringtail.node.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.kubernetes.RefreshSchedule.Pace;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RefreshScheduleTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RefreshSchedule schedule = new RefreshSchedule(Pace.DEFAULT, new Random(7));

  @Test
  void asksAtOnceAtTheStart() {
    assertThat(schedule.pauseNanos(-5)).isLessThanOrEqualTo(0);
  }

  @Test
  void asksOnceAMinuteWhereNothingIsWanted() {
    succeed(0);

    assertThat(schedule.pauseNanos(0)).isEqualTo(60 * SECOND);
    assertThat(schedule.pauseNanos(59 * SECOND)).isEqualTo(SECOND);
  }

  @Test
  void asksAtOnceForAPodThatIsWantedIfTheLastQuestionIsASecondAgo() {
    succeed(0);

    assertThat(schedule.want(Pods.ref("cart", "u1"), 5 * SECOND)).isTrue();
    assertThat(schedule.pauseNanos(5 * SECOND)).isZero();
  }

  @Test
  void asksOnceForAllWhoAreWantedWithinASecond() {
    succeed(0);
    schedule.want(Pods.ref("cart", "u1"), SECOND / 10);
    schedule.want(Pods.ref("front", "u2"), SECOND / 5);

    assertThat(schedule.pauseNanos(SECOND / 4)).isEqualTo(SECOND * 3 / 4);

    succeed(SECOND);
    assertThat(schedule.pauseNanos(SECOND)).isEqualTo(60 * SECOND);
  }

  @Test
  void asksEverMoreRarelyWhileItFailsWhoeverIsWanted() {
    long now = 0;
    long most = 0;
    for (int i = 1; i <= 12; i++) {
      schedule.asks(now);
      schedule.failed(now);
      schedule.want(Pods.ref("cart", "u" + i), now);
      long pause = schedule.pauseNanos(now);
      long bound = Math.min(60 * SECOND, SECOND << (i - 1));
      assertThat(pause).isBetween(Math.max(SECOND, bound / 2), bound);
      most = Math.max(most, pause);
      now += pause;
    }
    assertThat(most).isGreaterThan(30 * SECOND);

    succeed(now);
    assertThat(schedule.pauseNanos(now)).isEqualTo(60 * SECOND);
  }

  private void succeed(long nanos) {
    schedule.asks(nanos);
    schedule.succeeded(nanos, pod -> true);
  }
}
