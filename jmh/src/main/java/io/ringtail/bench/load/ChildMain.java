package io.ringtail.bench.load;

import io.ringtail.bench.subject.Subject;
import io.ringtail.bench.subject.SubjectOptions;
import io.ringtail.logback.RingtailAppender;
import io.ringtail.telemetry.Accounts;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sending process: one appender, from start to stop, and a report of what it cost. */
final class ChildMain {
  /** After the events of an idle run, before its CPU time counts: let queues and compilers rest. */
  private static final long SETTLE_MILLIS = 5_000;

  /** A warm-up is over when the process has used next to no CPU for so many looks in a row. */
  private static final int CALM_LOOKS = 6;

  private static final long LOOK_MILLIS = 250;
  private static final long CALM_NANOS = 25_000_000;

  private final ChildSpec spec;
  private final Properties report = new Properties();
  private final HeapWatch heap = new HeapWatch();
  private final CountDownLatch allSent = new CountDownLatch(1);

  private ChildMain(ChildSpec spec) {
    this.spec = spec;
  }

  public static void main(String... arguments) throws Exception {
    ChildMain child = new ChildMain(ChildSpec.parse(arguments));
    child.run();
    // Shutdown hooks, some of which still send, end with the process; the parent counts them.
    System.exit(0);
  }

  private void run() throws InterruptedException, IOException {
    if (spec.heapSampleMillis() > 0) {
      heap.takeBaseline();
    }
    Subject subject =
        Subject.open(
            spec.kind(),
            new SubjectOptions(spec.endpoint(), spec.file(), 0, spec.lossless(), spec.ringtail()));
    report.setProperty("cpu.before", Long.toString(processCpuNanos()));
    warmUp(subject);
    report.setProperty("cpu.warm", Long.toString(processCpuNanos()));
    report.setProperty("cpu.warm.compilers", Long.toString(ChildCpu.compilersNanos()));
    long start = System.nanoTime();
    RetainedWatch retained =
        subject.appender() instanceof RingtailAppender ringtail
            ? new RetainedWatch(ringtail, spec.ringtail())
            : null;
    Thread sampler = new Thread(() -> sampleHeap(retained), "heap-watch");
    sampler.start();
    Latencies latencies = send(subject, spec.warmUp(), spec.events(), spec.ratePerSecond());
    allSent.countDown();
    sampler.join();
    latencies.write(report);
    if (spec.heapSampleMillis() > 0) {
      latencies.writeLongCalls(report, JvmPauses.read(spec.safepointLog()), start);
    }
    report.setProperty("wall.sending", Long.toString(System.nanoTime() - start));
    if (spec.idleMillis() > 0) {
      stayIdle();
    }
    subject.close();
    report.setProperty("wall.stopped", Long.toString(System.nanoTime() - start));
    writeAccounts(subject);
    heap.write(report);
    if (retained != null) {
      retained.write(report);
    }
    report.setProperty("cpu.stopped", Long.toString(processCpuNanos()));
    report.setProperty("cpu.compilers", Long.toString(ChildCpu.compilersNanos()));
    report.setProperty("rss.peak", Long.toString(peakRssBytes()));
    report.setProperty("heap.max", Long.toString(Runtime.getRuntime().maxMemory()));
    try (OutputStream out = Files.newOutputStream(spec.report())) {
      report.store(out, null);
    }
  }

  /**
   * In rounds with a rest after each: what a rest and the first events after it bring for the first
   * time makes the JVM compile the whole path once more.
   */
  private void warmUp(Subject subject) throws InterruptedException {
    long from = 0;
    for (int round = 1; from < spec.warmUp(); round++) {
      long to = spec.warmUp() * round / spec.warmUpRounds();
      send(subject, from, to, 0);
      awaitRest();
      from = to;
    }
  }

  /** Logs the events numbered {@code from} (inclusive) to {@code to} (exclusive). */
  private Latencies send(Subject subject, long from, long to, long ratePerSecond)
      throws InterruptedException {
    Producer[] producers = new Producer[spec.producers()];
    Thread[] threads = new Thread[spec.producers()];
    double rate = (double) ratePerSecond / spec.producers();
    long start = System.nanoTime();
    long next = from;
    for (int i = 0; i < producers.length; i++) {
      long share = from + (to - from) * (i + 1) / producers.length - next;
      producers[i] =
          new Producer(
              subject.logger(), next, share, rate, start, heap, spec.heapSampleMillis() > 0);
      threads[i] = new Thread(producers[i], "producer-" + i);
      next += share;
    }
    for (Thread thread : threads) {
      thread.start();
    }
    Latencies latencies = new Latencies();
    for (int i = 0; i < threads.length; i++) {
      threads[i].join();
      latencies.add(producers[i].latencies());
    }
    return latencies;
  }

  /** Until the queues of the warm-up are empty and its compilers done: whatever the appender. */
  private static void awaitRest() throws InterruptedException {
    int calmLooks = 0;
    long before = processCpuNanos();
    while (calmLooks < CALM_LOOKS) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      long now = processCpuNanos();
      calmLooks = now - before < CALM_NANOS ? calmLooks + 1 : 0;
      before = now;
    }
  }

  private void sampleHeap(@Nullable RetainedWatch retained) {
    long pause = spec.heapSampleMillis();
    try {
      while (pause > 0 && !allSent.await(pause, TimeUnit.MILLISECONDS)) {
        heap.takeSample(retained);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stayIdle() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    long cpu = processCpuNanos();
    long appenderCpu = ringtailThreadsCpuNanos();
    long start = System.nanoTime();
    TimeUnit.MILLISECONDS.sleep(spec.idleMillis());
    report.setProperty("idle.cpu", Long.toString(processCpuNanos() - cpu));
    report.setProperty("idle.ringtail", Long.toString(ringtailThreadsCpuNanos() - appenderCpu));
    report.setProperty("idle.wall", Long.toString(System.nanoTime() - start));
  }

  /** Finer than the process's ticks of 10 ms. */
  private static long ringtailThreadsCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith("ringtail-")) {
        sum += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return sum;
  }

  private void writeAccounts(Subject subject) {
    if (subject.appender() instanceof RingtailAppender ringtail) {
      Accounts accounts = ringtail.accounts();
      if (accounts != null) {
        report.setProperty("ringtail.captured", Long.toString(accounts.captured()));
        report.setProperty("ringtail.delivered", Long.toString(accounts.delivered()));
        report.setProperty("ringtail.handedOver", Long.toString(accounts.handedOver()));
        report.setProperty("ringtail.dropped", Long.toString(accounts.totalDropped()));
        report.setProperty("ringtail.held", Long.toString(accounts.held()));
        report.setProperty("ringtail.reasons", accounts.dropped().toString());
      }
    }
  }

  private static long processCpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** VmHWM: the most memory that the process ever had; 0 where there is no /proc. */
  private static long peakRssBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    }
    return 0;
  }
}
