package io.ringtail.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ReentryGuardTest {
  /** More threads than places to begin with: many share one. */
  private static final int THREADS = 400;

  @Test
  void endsARecursionBesideOthersThatAreInside() throws Exception {
    ReentryGuard guard = new ReentryGuard();
    CountDownLatch inside = new CountDownLatch(THREADS);
    CountDownLatch leave = new CountDownLatch(1);
    AtomicInteger unguarded = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                List<Integer> tokens = new ArrayList<>();
                for (int depth = 0; depth < 4; depth++) {
                  tokens.add(guard.enter());
                }
                unguarded.addAndGet(tokens.get(3) == ReentryGuard.TOO_DEEP ? 0 : 1);
                inside.countDown();
                try {
                  leave.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                tokens.forEach(guard::exit);
              });
      threads.add(thread);
      thread.start();
    }
    assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
    leave.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(unguarded).hasValue(0);
    int token = guard.enter();
    assertThat(token).isNotNegative();
    guard.exit(token);
  }
}
