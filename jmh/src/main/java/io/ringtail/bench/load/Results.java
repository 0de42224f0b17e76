package io.ringtail.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The table of a run: one column for each appender. */
final class Results {
  private static final String NONE = "-";

  private Results() {}

  static String table(LoadPlan plan, List<Verdict> verdicts) {
    Table table = new Table();
    List<String> heading = new ArrayList<>(List.of(""));
    verdicts.forEach(verdict -> heading.add(verdict.child().spec().kind().label()));
    table.row(heading);
    row(table, "sent", verdicts, verdict -> Amounts.count(verdict.sent()));
    row(table, "delivered, counted at the receiver", verdicts, Results::delivered);
    row(table, "lost", verdicts, verdict -> Amounts.count(verdict.lost()));
    row(table, "of these, share", verdicts, Results::lostShare);
    row(table, "delivered more than once", verdicts, Results::repeated);
    row(table, "on stdout instead", verdicts, v -> Amounts.count(v.handedOver().distinct()));
    row(table, "lost, by Ringtail's own count", verdicts, Results::ownCount);
    row(table, "lost, by its records at the receiver", verdicts, Results::toldCount);
    row(table, "counts agree to the event", verdicts, Results::agreement);
    row(table, "bytes per event at the receiver", verdicts, Results::bytesPerEvent);
    row(table, "CPU of the sender, whole process", verdicts, v -> cpu(v.child().cpuNanos()));
    row(table, "of these, before the first event", verdicts, v -> time(v, "cpu.before"));
    row(table, "of these, the JVM's compilers", verdicts, v -> time(v, "cpu.compilers"));
    row(table, "delivered events per CPU-second", verdicts, Results::perCpuSecond);
    if (plan.warmUp() > 0) {
      row(table, "CPU of the sender once warm", verdicts, v -> cpu(warmNanos(v)));
      row(table, "of these, the JVM's compilers", verdicts, v -> cpu(warmCompilersNanos(v)));
      row(table, "delivered events per CPU-second once warm", verdicts, Results::perWarmSecond);
    }
    row(table, "CPU of the console", verdicts, v -> Amounts.seconds(v.consoleCpuNanos()));
    row(table, "wall time until all were sent", verdicts, v -> time(v, "wall.sending"));
    row(table, "wall time until it had stopped", verdicts, v -> time(v, "wall.stopped"));
    String kind = plan.ratePerSecond() > 0 ? "response" : "service";
    for (String mark : List.of("p50", "p99", "p99.9", "p99.99", "max")) {
      row(table, "caller, " + kind + " time " + mark, verdicts, v -> time(v, kind + "." + mark));
    }
    row(table, "peak RSS of the sender", verdicts, v -> memory(v, "rss.peak"));
    if (verdicts.stream().anyMatch(Verdict::knowsRetained)) {
      row(table, "retained by Ringtail at its highest", verdicts, v -> own(v, "retained.highest"));
      row(table, "RINGTAIL_BUFFER_BYTES", verdicts, v -> own(v, "retained.limit"));
    }
    row(table, "heap limit (-Xmx)", verdicts, v -> memory(v, "heap.max"));
    return table.toString();
  }

  private static void row(
      Table table, String name, List<Verdict> verdicts, Function<Verdict, String> cell) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (Verdict verdict : verdicts) {
      cells.add(verdict.child().isOutOfMemory() ? "OutOfMemoryError" : cell.apply(verdict));
    }
    table.row(cells);
  }

  private static String delivered(Verdict verdict) {
    return Amounts.count(verdict.delivered());
  }

  private static String lostShare(Verdict verdict) {
    return Amounts.percent((double) verdict.lost() / verdict.sent());
  }

  private static String repeated(Verdict verdict) {
    return verdict.arrivals() == null ? NONE : Amounts.count(verdict.arrivals().repeated());
  }

  private static String ownCount(Verdict verdict) {
    return verdict.isRingtail() ? Amounts.count(verdict.child().number("ringtail.dropped")) : NONE;
  }

  private static String toldCount(Verdict verdict) {
    return verdict.isRingtail() && verdict.arrivals() != null
        ? Amounts.count(verdict.arrivals().toldLost() + verdict.handedOver().toldLost())
        : NONE;
  }

  private static String agreement(Verdict verdict) {
    if (!verdict.isRingtail()) {
      return NONE;
    }
    return verdict.countsAgree() ? "yes" : "NO";
  }

  private static String bytesPerEvent(Verdict verdict) {
    return verdict.receiver() == null || verdict.receiver().accepted() == 0
        ? NONE
        : Amounts.count(verdict.receiver().acceptedBytes() / verdict.receiver().accepted());
  }

  private static String perCpuSecond(Verdict verdict) {
    long nanos = verdict.child().cpuNanos();
    return nanos <= 0 ? NONE : Amounts.count((long) (verdict.delivered() / (nanos / 1e9)));
  }

  /** From the end of the warm-up to the exit. */
  private static long warmNanos(Verdict verdict) {
    return verdict.child().cpuNanos() - verdict.child().number("cpu.warm");
  }

  private static long warmCompilersNanos(Verdict verdict) {
    ChildReport child = verdict.child();
    return child.number("cpu.compilers") - child.number("cpu.warm.compilers");
  }

  /** Only where nothing was lost: else nobody knows in which of the two parts. */
  private static String perWarmSecond(Verdict verdict) {
    long events = verdict.sent() - verdict.child().spec().warmUp();
    return verdict.lost() > 0 ? NONE : Amounts.count((long) (events / (warmNanos(verdict) / 1e9)));
  }

  private static String cpu(long nanos) {
    return Amounts.seconds(nanos);
  }

  private static String time(Verdict verdict, String name) {
    return Amounts.time(verdict.child().number(name));
  }

  private static String own(Verdict verdict, String name) {
    return verdict.knowsRetained() ? Amounts.count(verdict.child().number(name)) : NONE;
  }

  private static String memory(Verdict verdict, String name) {
    return Amounts.mebibytes(verdict.child().number(name));
  }
}
