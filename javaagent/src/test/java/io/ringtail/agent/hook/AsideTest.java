package io.ringtail.agent.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Without an agent in this JVM: what is asked for is done all the same, and once. */
final class AsideTest {
  @Test
  void doesTheWorkOnceOnTheCallersThreadWhetherItsClassIsSeenOrNot() {
    List<Thread> done = new ArrayList<>();

    Aside.start(() -> done.add(Thread.currentThread()));
    Aside.start(() -> done.add(Thread.currentThread()));
    Aside.bridge(() -> done.add(Thread.currentThread()));
    Aside.onTrigger();

    Thread here = Thread.currentThread();
    assertThat(done).containsExactly(here, here, here);
  }
}
