package io.ringtail.bench.load;

import io.ringtail.bench.receiver.Arrivals;
import io.ringtail.bench.receiver.ConsoleClient;
import io.ringtail.bench.receiver.ConsoleProcess;
import io.ringtail.bench.receiver.ReadBack;
import io.ringtail.bench.receiver.ReceiverStats;
import io.ringtail.bench.subject.SubjectKind;
import io.ringtail.bench.subject.SubjectOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One appender in a process of its own against a fresh receiver. Threading: one thread. */
final class LoadRun {
  private final LoadPlan plan;

  LoadRun(LoadPlan plan) {
    this.plan = plan;
  }

  /** What happens to the receiver while the child sends. */
  @FunctionalInterface
  interface Disturbance {
    void run(ConsoleClient console) throws InterruptedException;
  }

  Verdict run(SubjectKind kind, long idleMillis, long heapSampleMillis, Disturbance disturbance)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("ringtail-load");
    ConsoleProcess console = null;
    try {
      URI endpoint = plan.endpoint();
      if (kind.sendsToCloudWatch() && endpoint == null) {
        console = ConsoleProcess.start(plan.consoleHeapMebibytes());
        endpoint = console.endpoint();
      }
      ChildSpec spec =
          new ChildSpec(
              kind,
              plan.events(),
              plan.warmUp(),
              plan.warmUpRounds(),
              plan.producers(),
              plan.ratePerSecond(),
              kind.sendsToCloudWatch() ? endpoint : null,
              directory.resolve("events.log"),
              directory.resolve("report.properties"),
              idleMillis,
              heapSampleMillis,
              plan.ringtail());
      return run(spec, directory, console, disturbance);
    } finally {
      if (console != null) {
        console.close();
      }
      delete(directory);
    }
  }

  private Verdict run(
      ChildSpec spec, Path directory, @Nullable ConsoleProcess console, Disturbance disturbance)
      throws IOException, InterruptedException {
    Path stdout = directory.resolve("stdout");
    ConsoleClient client = spec.endpoint() == null ? null : new ConsoleClient(spec.endpoint());
    ReceiverStats before = client == null ? null : client.stats();
    long consoleCpu = console == null ? -1 : console.cpu().toNanos();
    ChildProcess process = ChildProcess.start(spec, plan.heap(), stdout);
    ChildReport child;
    try {
      if (client != null) {
        disturbance.run(client);
      }
      child = process.await(stdout);
    } finally {
      process.stop();
    }
    Arrivals handedOver = new Arrivals(spec.events());
    ReadBack.file(stdout, handedOver);
    ReceiverStats got = client == null || before == null ? null : client.stats().since(before);
    return new Verdict(
        child,
        got,
        console == null ? -1 : console.cpu().toNanos() - consoleCpu,
        arrivals(spec, client, got),
        handedOver);
  }

  /** Only where the receiver still holds everything. */
  private @Nullable Arrivals arrivals(
      ChildSpec spec, @Nullable ConsoleClient client, @Nullable ReceiverStats got)
      throws IOException {
    Arrivals arrivals = new Arrivals(spec.events());
    if (spec.kind() == SubjectKind.LOGSTASH_FILE) {
      ReadBack.file(spec.file(), arrivals);
      return arrivals;
    }
    if (client == null || got == null || got.evicted() > 0) {
      return null;
    }
    if (plan.endpoint() != null || !plan.readBack()) {
      return null;
    }
    if (got.accepted() > 0) {
      ReadBack.stream(client, SubjectOptions.GROUP, SubjectOptions.STREAM, arrivals);
    }
    return arrivals;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
