package io.ringtail.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one thread prints, by one call after another. */
final class ThreadLinesTest {
  private final List<String> events = new ArrayList<>();
  private final ThreadLines lines =
      new ThreadLines(
          false,
          "main",
          StandardCharsets.UTF_8,
          (isError, thread, time, text, part) -> events.add(part == 0 ? text : part + ":" + text));

  @Test
  void makesAnEventOfEachLine() {
    print("one\n", "two\nthree\n", "\n", "four\r\n", "fi", "ve\n");

    assertThat(events).containsExactly("one", "two", "three", "four", "five");
  }

  @Test
  void joinsAStackTraceWithALineBefore() {
    print(
        "before\n",
        "x.Y: message\n",
        "\tat x.Y.z(Y.java:1)\n",
        "\tSuppressed: x.Z\n",
        "\t\tat x.Z.a(Z.java:2)\n",
        "\t\t... 3 more\n",
        "Caused by: x.W: why\n",
        "\t... 5 more\n",
        "after\n");

    assertThat(events).hasSize(3).startsWith("before").endsWith("after");
    assertThat(events.get(1)).hasLineCount(7).startsWith("x.Y: message\n\tat").endsWith("5 more");
  }

  @Test
  void keepsTheLinesOfAMessageInItsTrace() {
    print(
        "x.Y: first\nsecond\n\nthird\n", "\tat x.Y.z(Y.java:1)\n", "Caused by: a\nb\n", "\tat c\n");

    assertThat(events)
        .containsExactly(
            "x.Y: first\nsecond\n\nthird\n\tat x.Y.z(Y.java:1)\nCaused by: a\nb\n\tat c");
  }

  @Test
  void takesATraceThatIsPrintedAsOneText() {
    print("x.Y: first\n\tat a(B.java:1)\nCaused by: z\n\t... 1 more\n\n", "next\n");

    assertThat(events)
        .containsExactly("x.Y: first\n\tat a(B.java:1)\nCaused by: z\n\t... 1 more", "next");
  }

  @Test
  void doesNotTakeIndentedProseForATrace() {
    print("shopping list\n", "  at least three eggs\n", "  ... and more\n", "    milk\n");

    assertThat(events).hasSize(4);
  }

  @Test
  void sendsALineWithoutAnEndInParts() {
    String half = "é".repeat(ThreadLines.MAX_BYTES / 2 - 1) + "x";
    print("short\n", half + half, half, " end\n", "next\n");

    assertThat(events).hasSize(6).startsWith("short").endsWith("next");
    StringBuilder whole = new StringBuilder();
    for (int part = 1; part <= 4; part++) {
      assertThat(events.get(part)).startsWith(part + ":");
      whole.append(events.get(part), 2, events.get(part).length());
    }
    assertThat(whole.toString()).isEqualTo(half + half + half + " end");
  }

  @Test
  void sendsATraceWithoutAnEndInParts() {
    print("x.Y\n");
    String frame = "\tat " + "a.b.C".repeat(1_000) + "(C.java:1)\n";
    for (int i = 0; i < 100; i++) {
      print(frame);
    }

    lines.end();

    assertThat(events).hasSize(4).allMatch(text -> text.matches("(?s)\\d:.*"));
  }

  @Test
  void holdsNoMoreOfACallThanAnEventMayHave() {
    String line = "x".repeat(ThreadLines.MAX_BYTES / 2) + "\n";
    print(line.repeat(20));

    assertThat(lines.heldBytes()).isLessThan(8 * ThreadLines.MAX_BYTES);
    lines.end();
    assertThat(events).hasSize(20);
  }

  private void print(String... calls) {
    for (String call : calls) {
      byte[] bytes = call.getBytes(StandardCharsets.UTF_8);
      lines.add(new Printed(false, 1, "main", Instant.EPOCH, bytes, bytes.length), 0);
    }
    if (calls.length > 1) {
      lines.end();
    }
  }
}
