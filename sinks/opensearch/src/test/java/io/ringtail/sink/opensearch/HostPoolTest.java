package io.ringtail.sink.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.sink.opensearch.HostPool.Host;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HostPoolTest {
  private long now;
  private final HostPool pool =
      new HostPool(List.of(URI.create("http://a"), URI.create("http://b")), () -> now);

  @Test
  void hostsTakeTurns() {
    Set<Host> first = new HashSet<>();
    first.add(pool.candidates().get(0));
    first.add(pool.candidates().get(0));

    assertThat(first).hasSize(2);
  }

  @Test
  void aDeadHostIsLeftOutForAWhileAndThenTriedByOneRequest() {
    Host dead = pool.candidates().get(0);
    pool.failed(dead);

    assertThat(pool.candidates()).hasSize(1).doesNotContain(dead);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(pool.candidates()).contains(dead);
    assertThat(pool.candidates()).doesNotContain(dead);
    pool.succeeded(dead);
    assertThat(pool.candidates()).contains(dead);
  }

  @Test
  void whoFailsAgainRestsLonger() {
    Host dead = pool.candidates().get(0);
    for (int i = 0; i < 10; i++) {
      pool.failed(dead);
    }

    now += Duration.ofSeconds(29).toNanos();
    assertThat(pool.candidates()).doesNotContain(dead);
    now += Duration.ofSeconds(31).toNanos();
    assertThat(pool.candidates()).contains(dead);
  }

  @Test
  void whereAllAreDeadOneIsAsked() {
    List<Host> all = pool.candidates();
    all.forEach(pool::failed);

    assertThat(pool.candidates()).hasSize(1);
  }
}
