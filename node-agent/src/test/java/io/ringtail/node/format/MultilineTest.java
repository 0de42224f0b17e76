package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.re2j.Pattern;
import io.ringtail.node.config.MultilineRule;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultilineTest {
  @Test
  void aLineIsHeldUntilTheNextOneOfItsStream() {
    TestLog log = TestLog.container();
    log.out("one");
    assertThat(log.heldFrom(StdStream.STDOUT)).isZero();
    assertThat(log.heldFrom(StdStream.STDERR)).isEqualTo(Position.END);
    assertThat(log.heldBytes()).isEqualTo(3);

    log.err("uno");
    assertThat(log.texts()).isEmpty();
    log.out("two");
    assertThat(log.texts()).containsExactly("one");
    assertThat(log.heldBytes()).isEqualTo(6);
  }

  @Test
  void aLineIsHeldNoLongerThanTheFlushTime() {
    TestLog log = TestLog.container();
    log.out("one").waits(TestLog.FLUSH_MILLIS - 1);
    assertThat(log.texts()).isEmpty();

    log.waits(1);
    assertThat(log.texts()).containsExactly("one");
    assertThat(log.heldFrom(StdStream.STDOUT)).isEqualTo(Position.END);
  }

  @Test
  void anEntryReachesFromItsFirstLineToItsLast() {
    TestLog log = TestLog.container();
    log.out("java.lang.Error: x").out("of two lines").out("\tat a.B.c(B.java:1)");
    long end = log.position();
    log.out("next");

    assertThat(log.entries)
        .extracting(TestLog.Entry::start, TestLog.Entry::end)
        .containsExactly(tuple(0L, end));
    assertThat(log.heldFrom(StdStream.STDOUT)).isEqualTo(end);
  }

  @Test
  void theFlushTimeBeginsAnewWithEachLine() {
    TestLog log = TestLog.container();
    log.out("java.lang.Error: x").waits(TestLog.FLUSH_MILLIS - 1);
    log.out("\tat a.B.c(B.java:1)").waits(TestLog.FLUSH_MILLIS - 1);
    log.out("\tat a.B.d(B.java:2)").waits(TestLog.FLUSH_MILLIS);

    assertThat(log.texts()).hasSize(1);
  }

  @Test
  void aJsonObjectIsHandedOnAtOnce() {
    TestLog log = TestLog.container();
    log.out("{\"level\":\"error\"}");
    assertThat(log.texts()).containsExactly("{\"level\":\"error\"}");

    log.out("\tat a.B.c(B.java:1)").out("next");
    assertThat(log.texts()).containsExactly("{\"level\":\"error\"}", "\tat a.B.c(B.java:1)");
  }

  @Test
  void aTraceLongerThanAnEntryMayBeIsDividedBetweenLines() {
    TestLog log = TestLog.container();
    String frame = "\tat com.example." + "x".repeat(1_000) + ".y(X.java:1)";
    int frames = 3 * EntryFormat.MAX_ENTRY_BYTES / frame.length();
    log.out("java.lang.StackOverflowError: deep");
    for (int i = 0; i < frames; i++) {
      log.out(frame);
      assertThat(log.heldBytes()).isLessThanOrEqualTo(EntryFormat.MAX_ENTRY_BYTES);
    }
    log.out("next").end();

    assertThat(log.texts()).hasSize(5).last().isEqualTo("next");
    assertThat(String.join("\n", log.texts().subList(0, 4)))
        .isEqualTo("java.lang.StackOverflowError: deep" + ("\n" + frame).repeat(frames));
    assertThat(log.entries).allMatch(entry -> entry.originalBytes() == 0);
  }

  @Test
  void whatIsUndecidedForTooLongIsNotJoined() {
    TestLog log = TestLog.container();
    log.out("java.lang.IllegalStateException: a long message");
    for (int i = 0; i < 200; i++) {
      log.out("line " + i);
    }
    log.out("\tat a.B.c(B.java:1)").end();

    assertThat(log.texts()).hasSize(201).last().isEqualTo("line 199\n\tat a.B.c(B.java:1)");
  }

  @Test
  void aRuleThatKnowsHowEntriesBegin() {
    TestLog log = rule(Pattern.compile("^\\[\\d+\\]"), null);
    log.out("before").out("[1] one").out("more ä").out("").out("[2] two").end();
    assertThat(log.texts()).containsExactly("before", "[1] one\nmore ä", "[2] two");
  }

  @Test
  void aRuleThatKnowsHowEntriesGoOn() {
    TestLog log = rule(null, Pattern.compile("^\\s|ü"));
    log.out("one").out("\tmore").out("für").out("two").out("{\"a\":1}").out(" x").end();
    assertThat(log.texts()).containsExactly("one\n\tmore\nfür", "two", "{\"a\":1}\n x");
  }

  @Test
  void aRuleThatKnowsBoth() {
    TestLog log = rule(Pattern.compile("^BEGIN"), Pattern.compile("^\\s|END$"));
    log.out("BEGIN").out(" x").out("BEGIN END").out("END").out("other").end();
    assertThat(log.texts()).containsExactly("BEGIN\n x", "BEGIN END\nEND", "other");
  }

  private static TestLog rule(
      @org.jspecify.annotations.Nullable Pattern start,
      @org.jspecify.annotations.Nullable Pattern next) {
    return TestLog.container(
        "mine", List.of(new MultilineRule("mine", start, next)), UTF_8, stream -> 0L);
  }
}
