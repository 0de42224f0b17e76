package io.ringtail.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What several threads have begun, and how long it waits. */
final class OpenThreadsTest {
  private static final OpenThreads.Writing NOBODY = (isError, threadId) -> false;

  private final List<String> events = new ArrayList<>();
  private final OpenThreads threads =
      new OpenThreads(
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_8,
          (isError, thread, time, text, part) ->
              events.add((isError ? "err " : "out ") + thread + " " + text));

  @Test
  void keepsThreadsAndStreamsApart() {
    print(1, false, "a", 0);
    print(2, false, "b\n", 0);
    print(1, true, "c\n", 0);
    print(1, false, "a\n", 0);
    threads.endAll();

    assertThat(events)
        .containsExactlyInAnyOrder("out thread-1 aa", "out thread-2 b", "err thread-1 c");
    assertThat(threads.isEmpty()).isTrue();
  }

  @Test
  void waitsForTheRestOfALineAsLongAsItSays() {
    print(1, false, "a prompt: ", 0);
    threads.endQuiet(OpenThreads.QUIET_NANOS - 1, OpenThreads.QUIET_NANOS, NOBODY);
    assertThat(events).isEmpty();

    threads.endQuiet(OpenThreads.QUIET_NANOS, OpenThreads.QUIET_NANOS, NOBODY);

    assertThat(events).containsExactly("out thread-1 a prompt: ");
    assertThat(threads.isEmpty()).isTrue();
  }

  @Test
  void waitsForAThreadThatIsHeldUpWhileItPrints() {
    print(1, false, "x.Y\n", 0);
    threads.endQuiet(
        10 * OpenThreads.QUIET_NANOS,
        OpenThreads.QUIET_NANOS,
        (isError, threadId) -> !isError && threadId == 1);
    print(1, false, "\tat a\n", 11 * OpenThreads.QUIET_NANOS);
    threads.endAll();

    assertThat(events).containsExactly("out thread-1 x.Y\n\tat a");
  }

  @Test
  void holdsNoMoreThanItsBound() {
    String text = "x".repeat(100_000);
    for (int thread = 0; thread < 1_000; thread++) {
      print(thread, false, text, 0);
    }

    assertThat(events).hasSizeGreaterThan(950);
  }

  @Test
  void countsTheLinesThatMayBeOfAnExceptionsMessage() {
    String text = ("x".repeat(1_000) + "\n").repeat(60);
    for (int thread = 0; thread < 100; thread++) {
      print(thread, false, text, 0);
    }

    assertThat(events).hasSizeGreaterThan(60 * 70);
  }

  private void print(long thread, boolean isError, String text, long nanos) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    threads.add(
        new Printed(isError, thread, "thread-" + thread, Instant.EPOCH, bytes, bytes.length),
        nanos);
  }
}
