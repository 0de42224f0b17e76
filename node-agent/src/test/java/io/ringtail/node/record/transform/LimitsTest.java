package io.ringtail.node.record.transform;

import static io.ringtail.node.config.Selector.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.config.TransformConfig;
import io.ringtail.node.config.TransformConfig.RateLimit;
import io.ringtail.node.config.TransformConfig.Sample;
import io.ringtail.node.config.TransformConfig.Scope;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.kubernetes.PodRef;
import io.ringtail.node.record.parse.Parsers;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.FakeClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final FakeClock clock = new FakeClock();

  @Test
  void letsThroughWhatWasSavedUpAndThenTheRate() {
    Step step = step(steps(new RateLimit(ALL, 10, 3, Scope.POD)), "shop", "cart-1");

    assertThat(passed(step, 5)).isEqualTo(3);
    clock.advance(Duration.ofMillis(200));
    assertThat(passed(step, 5)).isEqualTo(2);
    clock.advance(Duration.ofHours(1));
    assertThat(passed(step, 5)).isEqualTo(3);
    assertThat(step.onText(new LogEntry())).isEqualTo(DropReason.RATE_LIMITED);
  }

  @Test
  void keepsTheRateOverTime() {
    Step step = step(steps(new RateLimit(ALL, 7, 1, Scope.POD)), "shop", "cart-1");
    int passed = 0;

    for (int i = 0; i < 10_000; i++) {
      clock.advance(Duration.ofMillis(1));
      passed += passed(step, 1);
    }

    assertThat(passed).isBetween(70, 71);
  }

  @Test
  void countsThePodsContainersTogetherAndOtherPodsApart() {
    Steps steps = steps(new RateLimit(ALL, 1, 4, Scope.POD));
    Step app = step(steps, "shop", "cart-1");
    Step sidecar = step(steps, "shop", "cart-1");
    Step other = step(steps, "shop", "cart-2");

    assertThat(passed(app, 3) + passed(sidecar, 3)).isEqualTo(4);
    assertThat(passed(other, 6)).isEqualTo(4);
  }

  @Test
  void countsANamespaceTogether() {
    Steps steps = steps(new RateLimit(ALL, 1, 4, Scope.NAMESPACE));
    Step one = step(steps, "shop", "cart-1");
    Step two = step(steps, "shop", "cart-2");
    Step other = step(steps, "bank", "cart-1");

    assertThat(passed(one, 3) + passed(two, 3)).isEqualTo(4);
    assertThat(passed(other, 6)).isEqualTo(4);
  }

  @Test
  void letsOneInSoManyThroughFromTheFirstOn() {
    Step step = step(steps(new Sample(ALL, 10)), "shop", "cart-1");

    assertThat(step.onText(new LogEntry())).isNull();
    assertThat(step.onText(new LogEntry())).isEqualTo(DropReason.SAMPLED);
    assertThat(passed(step, 998)).isEqualTo(99);
    assertThat(passed(step(steps(new Sample(ALL, 1)), "shop", "cart-1"), 7)).isEqualTo(7);
  }

  private Steps steps(TransformConfig transform) {
    return new Steps(List.of(transform), new Parsers(List.of(), (w, k, t) -> {}), clock);
  }

  private static Step step(Steps steps, String namespace, String pod) {
    PodRef ref = new PodRef(namespace, pod, null, "app", null);
    Origin origin = new Origin("application", "tag", ref, null, null);
    return steps.of(origin, selector -> true, List.of()).steps().get(0);
  }

  private static int passed(Step step, int entries) {
    int passed = 0;
    for (int i = 0; i < entries; i++) {
      passed += step.onText(new LogEntry()) == null ? 1 : 0;
    }
    return passed;
  }
}
