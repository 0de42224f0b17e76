package io.ringtail.bench.load;

import io.ringtail.bench.subject.SubjectKind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A destination that takes requests and never answers them, for a while, under a program with a
 * small heap that goes on logging: then it recovers.
 */
final class HangScenario {
  /** Before the hang: the connection stands, events arrive. */
  private static final long WARM_MILLIS = 3_000;

  /** After it: what is left is delivered while the program still logs. */
  private static final long RECOVERY_MILLIS = 7_000;

  private static final int HEAP_SAMPLES = 4;
  private static final String HANG = "{\"hang\":{\"rate\":1.0}}";
  private static final String NO_FAULTS = "{}";

  private HangScenario() {}

  /** The events that the whole scenario takes at a rate. */
  static long events(Duration hang, long ratePerSecond) {
    return ratePerSecond * (WARM_MILLIS + hang.toMillis() + RECOVERY_MILLIS) / 1_000;
  }

  static Verdict run(LoadRun run, SubjectKind kind, Duration hang)
      throws IOException, InterruptedException {
    return run.run(
        kind,
        0,
        hang.toMillis() / HEAP_SAMPLES,
        console -> {
          while (console.acceptedEvents() == 0) {
            TimeUnit.MILLISECONDS.sleep(50);
          }
          TimeUnit.MILLISECONDS.sleep(WARM_MILLIS);
          console.setFaults(HANG);
          TimeUnit.MILLISECONDS.sleep(hang.toMillis());
          console.setFaults(NO_FAULTS);
        });
  }

  static String describe(Verdict verdict) {
    ChildReport child = verdict.child();
    if (child.isOutOfMemory()) {
      return "OutOfMemoryError: the process ended\n";
    }
    StringBuilder text = new StringBuilder();
    text.append("OutOfMemoryError: none (the process runs with -XX:+ExitOnOutOfMemoryError)\n");
    text.append("longest wait of a caller: ")
        .append(Amounts.time(child.number("service.max")))
        .append("; of calls that a look at the heap stopped: ")
        .append(Amounts.time(child.number("disturbed.max")))
        .append("\n  of it the JVM stood still: ")
        .append(Amounts.time(child.number("long.longest.stopped")))
        .append(", the thread had no processor for: ")
        .append(Amounts.time(child.number("long.longest.delayed")))
        .append("\n  longest call without the JVM's pauses: ")
        .append(Amounts.time(child.number("long.max.unstopped")))
        .append(", without the wait for a processor: ")
        .append(Amounts.time(child.number("long.max.undelayed")))
        .append(", without both: ")
        .append(Amounts.time(child.number("long.max.own")))
        .append(", ")
        .append(Amounts.time(child.number("long.max.own.at")))
        .append(" after the start")
        .append("\n  calls of 2 ms or more: ")
        .append(child.text("long.count"))
        .append("; pauses of the JVM: ")
        .append(child.text("pauses.count"))
        .append(", the longest ")
        .append(Amounts.time(child.number("pauses.max")))
        .append('\n');
    if (child.has("heap.highest")) {
      long baseline = child.number("heap.baseline");
      text.append("live heap, the JVM's class histogram after a full collection, highest of ")
          .append(child.text("heap.samples"))
          .append(": ")
          .append(Amounts.mebibytes(child.number("heap.highest")))
          .append(", before the appender was started ")
          .append(Amounts.mebibytes(baseline))
          .append(", difference ")
          .append(Amounts.mebibytes(child.number("heap.highest") - baseline))
          .append("\n  of which byte[] ")
          .append(Amounts.mebibytes(child.number("heap.byteArrays")))
          .append(" (all of the process), instances of io.ringtail classes ")
          .append(Amounts.mebibytes(child.number("heap.ringtail")))
          .append('\n');
    }
    if (verdict.knowsRetained()) {
      text.append(describeRetained(child));
    }
    if (verdict.isRingtail()) {
      text.append("given up, by reason: ").append(child.text("ringtail.reasons")).append('\n');
    }
    return text.toString();
  }

  private static String describeRetained(ChildReport child) {
    String missing = child.text("retained.unreadable");
    return "retained by Ringtail, its objects and all that they hold, at its highest: %,d bytes of %,d\n"
            .formatted(child.number("retained.highest"), child.number("retained.limit"))
        + "  of which "
        + child.text("retained.parts")
        + "\n  most frequent objects of io.ringtail classes that it does not hold: "
        + child.text("retained.notHeld")
        + "\n"
        + (missing.isEmpty() ? "" : "  NOT COMPLETE, not readable: " + missing + "\n");
  }
}
