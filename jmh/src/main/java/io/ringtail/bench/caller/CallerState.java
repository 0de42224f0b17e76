package io.ringtail.bench.caller;

import io.ringtail.bench.Workload;
import io.ringtail.bench.receiver.ConsoleProcess;
import io.ringtail.bench.subject.Backlog;
import io.ringtail.bench.subject.Subject;
import io.ringtail.bench.subject.SubjectKind;
import io.ringtail.bench.subject.SubjectOptions;
import io.ringtail.logback.RingtailAppender;
import io.ringtail.telemetry.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.Logger;

/** One appender with a queue that no burst can fill, and proof at the end that none did. */
@State(Scope.Benchmark)
public class CallerState {
  /** Places in every queue: more than {@link #BUSY_BACKLOG} and a burst of each of 8 threads. */
  private static final int QUEUE_SLOTS = 32 * 1024;

  private static final int BUSY_BACKLOG = 8_000;
  private static final int CONSOLE_HEAP_MEBIBYTES = 512;

  @Param({"nothing", "render", "ringtail-none", "logstash-nothing", "logback-async"})
  public String appender = "";

  /**
   * `idle`: each burst finds an empty queue, and most of it a consumer that sleeps, as in a program
   * that logs now and then. `busy`: it finds thousands of events waiting and a consumer at work on
   * the same memory.
   */
  @Param({"idle", "busy"})
  public String consumer = "";

  private @Nullable ConsoleProcess console;
  private @Nullable Subject subject;
  private @Nullable Backlog backlog;
  private @Nullable Path file;

  /** Opens the appender, and a console where one is needed. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    SubjectKind kind = SubjectKind.labelled(appender);
    file = Files.createTempFile("ringtail-bench", ".log");
    if (kind.sendsToCloudWatch()) {
      console = ConsoleProcess.start(CONSOLE_HEAP_MEBIBYTES);
    }
    SubjectOptions options =
        new SubjectOptions(
            console == null ? null : console.endpoint(),
            file,
            QUEUE_SLOTS,
            false,
            Map.of("bufferBytes", "512MiB", "overflow", "shed"));
    subject = Subject.open(kind, options);
    backlog = Backlog.of(subject, options);
    Workload.plain(subject.logger());
    backlog.logged(1);
    backlog.awaitAtMost(0);
  }

  /** Fails the trial if a queue was full: it would have measured the policy. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    Subject opened = opened();
    opened.close();
    if (console != null) {
      console.close();
    }
    if (file != null) {
      Files.deleteIfExists(file);
    }
    if (opened.appender() instanceof RingtailAppender ringtail) {
      Accounts accounts = ringtail.accounts();
      if (accounts == null || accounts.totalDropped() > 0 || !accounts.isBalanced()) {
        throw new IllegalStateException(
            "the ring was full, or the accounts are wrong: " + accounts);
      }
    }
  }

  Logger logger() {
    return opened().logger();
  }

  /** Waits until a burst of each thread fits. */
  void awaitRoom() {
    if (backlog != null) {
      backlog.awaitAtMost(consumer.equals("busy") ? BUSY_BACKLOG : 0);
    }
  }

  void logged(int events) {
    if (backlog != null) {
      backlog.logged(events);
    }
  }

  private Subject opened() {
    if (subject == null) {
      throw new IllegalStateException("not opened");
    }
    return subject;
  }
}
