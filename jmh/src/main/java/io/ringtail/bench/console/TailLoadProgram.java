package io.ringtail.bench.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code tail} over a console, each in a process of its own: it follows events that
 * arrive at a rate, and then another one reads all that is there. Every event must be printed once.
 */
@Command(
    name = "tail-load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "How much the command tail keeps up with.")
public final class TailLoadProgram implements Callable<Integer> {
  private static final int BATCH = 500;
  private static final int EVENTS_PER_MILLI = 1_000;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  @Option(names = "--events", defaultValue = "150000")
  private int events;

  @Option(names = "--rate", defaultValue = "5000", description = "Events per second")
  private long rate;

  @Option(names = "--pods", defaultValue = "60")
  private int pods;

  @Option(names = "--output", defaultValue = "text", description = "text or json")
  private String output = "text";

  /** Runs it; see {@code --help}. */
  public static void main(String... args) {
    System.exit(new CommandLine(new TailLoadProgram()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try (ConsoleUnderLoad console =
        ConsoleUnderLoad.start(List.of("-Xmx512m"), List.of("--max-memory-bytes=250m"))) {
      boolean isWhole;
      try (Tail following = new Tail(console, List.of())) {
        isWhole = follow(console, following);
      }
      long startNanos = System.nanoTime();
      try (Tail reading = new Tail(console, List.of("--since", "1h", "--no-follow"))) {
        reading.await(events);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "reading: %,d of %,d events in %.1f s: %,.0f/s, its start included; CPU %.1f s%n",
            reading.events(),
            events,
            seconds,
            reading.events() / seconds,
            reading.cpuSeconds());
        isWhole &= reading.hasPrinted(events);
      }
      return isWhole ? 0 : 1;
    }
  }

  private boolean follow(ConsoleUnderLoad console, Tail tail) throws Exception {
    try (PutSender sender = new PutSender(console.endpoint())) {
      List<EventLines> lines = new ArrayList<>();
      for (int pod = 0; pod < pods; pod++) {
        lines.add(new EventLines(pod));
        sender.create(pod);
      }
      // It is there once it has printed the first.
      int sent = put(sender, lines, 0);
      tail.await(sent);
      double cpuBefore = tail.cpuSeconds();
      long startNanos = System.nanoTime();
      int first = sent;
      while (sent < events) {
        sent = put(sender, lines, sent);
        while ((System.nanoTime() - startNanos) / 1e9 * rate < sent - first) {
          LockSupport.parkNanos(1_000_000);
        }
      }
      double sentSeconds = (System.nanoTime() - startNanos) / 1e9;
      tail.await(sent);
      double printedSeconds = (System.nanoTime() - startNanos) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "following: sent %,.0f/s; printed %,d of %,d events, the last %.1f s after it was sent;"
              + " CPU %.1f s: %,.0f events per CPU-second%n",
          (sent - first) / sentSeconds,
          tail.events(),
          sent,
          printedSeconds - sentSeconds,
          tail.cpuSeconds() - cpuBefore,
          (sent - first) / (tail.cpuSeconds() - cpuBefore));
      return tail.hasPrinted(events);
    }
  }

  private int put(PutSender sender, List<EventLines> lines, int sent) throws IOException {
    int pod = sent / BATCH % pods;
    int count = Math.min(BATCH, events - sent);
    sender.put(pod, lines.get(pod), System.currentTimeMillis(), count, EVENTS_PER_MILLI);
    return sent + count;
  }

  /** The command as a process; its events are counted by their first lines, others are indented. */
  private final class Tail implements AutoCloseable {
    /** The Logback of this class path would print the SDK's log among the events. */
    private static final String QUIET =
        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider";

    private final Process process;
    private final AtomicLong printed = new AtomicLong();
    private double cpuSeconds;

    Tail(ConsoleUnderLoad console, List<String> more) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of(QUIET, "-cp", System.getProperty("java.class.path")));
      command.addAll(List.of("io.ringtail.console.cli.Main", "tail", "-o", output));
      command.addAll(List.of("--endpoint", console.endpoint().toString()));
      command.addAll(more);
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      Thread counting = new Thread(this::count, "tail-load-count");
      counting.setDaemon(true);
      counting.start();
    }

    private void count() {
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1 << 16)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          if (!line.startsWith(" ")) {
            printed.incrementAndGet();
          }
        }
      } catch (IOException ended) {
        // It has been stopped.
      }
    }

    /** Until so many are printed, or for as long as is worth waiting. */
    void await(long expected) throws Exception {
      long startNanos = System.nanoTime();
      while (printed.get() < expected && System.nanoTime() - startNanos < PATIENCE_NANOS) {
        TimeUnit.MILLISECONDS.sleep(5);
        measure();
      }
    }

    /** Whether so many are printed, and none follows in a second. */
    boolean hasPrinted(long expected) throws InterruptedException {
      TimeUnit.SECONDS.sleep(1);
      return printed.get() == expected;
    }

    long events() {
      return printed.get();
    }

    /** Of all its life, up to a moment before its end. */
    double cpuSeconds() throws IOException {
      measure();
      return cpuSeconds;
    }

    private void measure() throws IOException {
      try {
        cpuSeconds = ConsoleUnderLoad.cpuSeconds(process.pid());
      } catch (NoSuchFileException ended) {
        // What was measured last is what there is.
      }
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
