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

/** The sending process: one appender, from start to stop, and a report of what it cost. */
final class ChildMain {
  /** After the events of an idle run, before its CPU time counts: let queues and compilers rest. */
  private static final long SETTLE_MILLIS = 5_000;

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
    long start = System.nanoTime();
    Subject subject =
        Subject.open(
            spec.kind(),
            new SubjectOptions(spec.endpoint(), spec.file(), 0, spec.lossless(), spec.ringtail()));
    report.setProperty("cpu.before", Long.toString(processCpuNanos()));
    send(subject);
    report.setProperty("wall.sending", Long.toString(System.nanoTime() - start));
    if (spec.idleMillis() > 0) {
      stayIdle();
    }
    subject.close();
    report.setProperty("wall.stopped", Long.toString(System.nanoTime() - start));
    writeAccounts(subject);
    heap.write(report);
    report.setProperty("cpu.stopped", Long.toString(processCpuNanos()));
    report.setProperty("cpu.compilers", Long.toString(ChildCpu.compilersNanos()));
    report.setProperty("rss.peak", Long.toString(peakRssBytes()));
    report.setProperty("heap.max", Long.toString(Runtime.getRuntime().maxMemory()));
    try (OutputStream out = Files.newOutputStream(spec.report())) {
      report.store(out, null);
    }
  }

  private void send(Subject subject) throws InterruptedException {
    Producer[] producers = new Producer[spec.producers()];
    Thread[] threads = new Thread[spec.producers()];
    double rate = (double) spec.ratePerSecond() / spec.producers();
    long start = System.nanoTime();
    long next = 0;
    for (int i = 0; i < producers.length; i++) {
      long share = spec.events() * (i + 1) / producers.length - next;
      producers[i] = new Producer(subject.logger(), next, share, rate, start, heap);
      threads[i] = new Thread(producers[i], "producer-" + i);
      next += share;
    }
    Thread sampler = new Thread(this::sampleHeap, "heap-watch");
    sampler.start();
    for (Thread thread : threads) {
      thread.start();
    }
    Latencies latencies = new Latencies();
    for (int i = 0; i < threads.length; i++) {
      threads[i].join();
      latencies.add(producers[i].latencies());
    }
    allSent.countDown();
    sampler.join();
    latencies.write(report);
  }

  private void sampleHeap() {
    long pause = spec.heapSampleMillis();
    try {
      while (pause > 0 && !allSent.await(pause, TimeUnit.MILLISECONDS)) {
        heap.takeSample();
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
