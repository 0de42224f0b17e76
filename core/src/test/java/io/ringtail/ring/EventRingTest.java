package io.ringtail.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.config.OverflowPolicy;
import io.ringtail.event.Level;
import io.ringtail.telemetry.Telemetry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventRingTest {
  @Test
  void handsOverTheEventsOfAThreadInOrder() {
    RingUnderTest fixture = new RingUnderTest(256, OverflowPolicy.SHED);

    IntStream.range(0, 200).forEach(i -> fixture.offer(Level.INFO, "m" + i));

    assertThat(fixture.ring.occupied()).isEqualTo(200);
    assertThat(fixture.drain())
        .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> "m" + i).toList());
    assertThat(fixture.ring.occupied()).isZero();
    assertThat(fixture.ring.heldBytes()).isZero();
  }

  @Test
  void handsOverEveryPartOfAnEvent() {
    EventRing ring =
        new EventRing(16, 1 << 20, OverflowPolicy.SHED, 100, 1_000, new Telemetry("recording"));
    StackTraceElement caller = new StackTraceElement("a.B", "run", "B.java", 7);
    ring.offer(
        -5,
        999_999_999,
        Level.ERROR,
        "a.B",
        "main",
        "hello",
        Map.of("k", "v"),
        new Object[] {"n", 1},
        new String[] {"AUDIT"},
        null,
        caller);

    List<Runnable> checks = new ArrayList<>();
    ring.poll(
        event -> {
          assertThat(event.epochSecond()).isEqualTo(-5);
          assertThat(event.nanoOfSecond()).isEqualTo(999_999_999);
          assertThat(event.epochMillis()).isEqualTo(-4_001);
          assertThat(event.level()).isEqualTo(Level.ERROR);
          assertThat(event.logger()).isEqualTo("a.B");
          assertThat(event.thread()).isEqualTo("main");
          assertThat(event.message()).isEqualTo("hello");
          assertThat(event.cutBytes()).isZero();
          assertThat(event.mdc()).containsExactly(Map.entry("k", "v"));
          assertThat(event.keyValues()).containsExactly("n", 1);
          assertThat(event.markers()).containsExactly("AUDIT");
          assertThat(event.caller()).isSameAs(caller);
          return checks.add(() -> {});
        });
    assertThat(checks).hasSize(1);
  }

  @Test
  void stopsHandingOverWhenTheHandlerHasEnough() {
    RingUnderTest fixture = new RingUnderTest(64, OverflowPolicy.SHED);
    fixture.offer(Level.INFO, 10);

    assertThat(fixture.ring.poll(event -> false)).isEqualTo(1);
    assertThat(fixture.ring.occupied()).isEqualTo(9);
  }

  @Test
  void cutsALongMessageBetweenCharactersAndSaysHowMuch() {
    EventRing ring =
        new EventRing(16, 1 << 20, OverflowPolicy.SHED, 100, 4, new Telemetry("recording"));
    String emoji = "\uD83D\uDE00";
    List<String> seen = new ArrayList<>();
    for (String message : List.of("abc" + emoji + "é", "ab" + emoji, "abcd")) {
      ring.offer(0, 0, Level.INFO, "l", "t", message, Map.of(), null, null, null, null);
    }

    ring.poll(event -> seen.add(event.message() + "|" + event.cutBytes()));

    assertThat(seen).containsExactly("abc|6", "ab" + emoji + "|0", "abcd|0");
  }

  @Test
  void pinsNothingOfTheProgramOnceConsumed() {
    RingUnderTest fixture = new RingUnderTest(16, OverflowPolicy.SHED);
    List<WeakReference<Object>> references = offerFreshObjects(fixture.ring);

    assertThat(fixture.ring.poll(event -> true)).isEqualTo(1);

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(references).allMatch(reference -> reference.refersTo(null));
            });
    // The ring itself is still in use.
    assertThat(fixture.ring.occupied()).isZero();
  }

  // A method of its own: no local variable of the test may hold on to the objects.
  private static List<WeakReference<Object>> offerFreshObjects(EventRing ring) {
    String text = String.join(" ", "a", "fresh", "string");
    Map<String, String> mdc = new HashMap<>(Map.of("k", text));
    Object[] pairs = {"k", text};
    String[] markers = {text};
    StackTraceElement caller = new StackTraceElement("a.B", "run", "B.java", 7);
    ring.offer(0, 0, Level.INFO, text, text, text, mdc, pairs, markers, null, caller);
    return List.of(
        new WeakReference<>(text),
        new WeakReference<>(mdc),
        new WeakReference<>(pairs),
        new WeakReference<>(markers),
        new WeakReference<>(caller));
  }
}
