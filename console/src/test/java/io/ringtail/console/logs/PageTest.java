package io.ringtail.console.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PageTest {
  @Test
  void asksForEachKeyOnce() {
    AtomicInteger asked = new AtomicInteger();
    // As that of a stream which is written to meanwhile: another one each time.
    Page<Integer> page =
        Page.of(
            IntStream.range(0, 1_000).boxed(),
            number -> String.format("%06d", number + 1_000 * asked.getAndIncrement()),
            Comparator.naturalOrder(),
            new Page.Request(3, null));

    assertThat(asked).hasValue(1_000);
    assertThat(page.elements()).isEqualTo(List.of(0, 1, 2));
    assertThat(page.nextToken()).isNotNull();
  }
}
