package io.ringtail.bench.console;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The console in a process of its own: events are put over HTTP until all are accepted and can be
 * found, then it is asked what the page asks.
 */
@Command(
    name = "console-load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "How fast the console takes events in and finds them.")
public final class ConsoleLoadProgram implements Callable<Integer> {
  private static final int BATCH = 1_000;
  private static final int EVENTS_PER_MILLI = 5;
  private static final List<String> QUERIES =
      List.of(
          "",
          "accepted",
          "order AND accepted",
          "\"authorised by provider\"",
          "level:error",
          "namespace:team-3 level:warn",
          "logger:com.example.shop.OrderService",
          "kv.durationMs>990",
          "orderId:4711",
          "auth*",
          "NOT level:info payment",
          "exception.stack:\"reset by peer\"",
          "/completed in 99\\d ms/");

  @Option(names = "--events", defaultValue = "5000000")
  private long events;

  @Option(names = "--senders", defaultValue = "2", description = "Connections")
  private int senders;

  @Option(names = "--pods", defaultValue = "60")
  private int pods;

  @Option(names = "--rate", defaultValue = "0", description = "Events per second; 0: no bound")
  private long rate;

  @Option(names = "--jvm", defaultValue = "-Xmx1g")
  private List<String> jvm = List.of();

  @Option(names = "--console", split = ",", description = "Options of the console")
  private List<String> console = List.of();

  @Option(names = "--rounds", defaultValue = "3", description = "Of questions; the first is cold")
  private int rounds;

  /** Runs it; see {@code --help}. */
  public static void main(String... args) {
    System.exit(new CommandLine(new ConsoleLoadProgram()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    long startNanos = System.nanoTime();
    try (ConsoleUnderLoad running = ConsoleUnderLoad.start(jvm, console)) {
      double listening = (System.nanoTime() - startNanos) / 1e9;
      long found = ConsoleUnderLoad.number(running.get("/api/events?limit=1"), "total");
      System.out.printf(
          Locale.ROOT,
          "started: listens after %.1f s, the first search answers after %.1f s and finds %,d%n",
          listening,
          (System.nanoTime() - startNanos) / 1e9,
          found);
      boolean isWhole = true;
      if (events > 0) {
        isWhole = ingest(running);
      }
      if (rounds > 0) {
        for (String question : List.of("events", "histogram", "facets")) {
          ask(running, question);
        }
        System.out.printf(
            Locale.ROOT,
            "%nRSS %d MiB, of that anonymous %d%n",
            running.status("VmRSS"),
            running.status("RssAnon"));
      }
      return isWhole ? 0 : 1;
    }
  }

  private boolean ingest(ConsoleUnderLoad running) throws Exception {
    double cpuBefore = running.cpuSeconds();
    double ownBefore = ConsoleUnderLoad.cpuSeconds(ProcessHandle.current().pid());
    long startNanos = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    List<Future<?>> sending = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      int sender = i;
      sending.add(
          threads.submit(
              () -> {
                send(running, sender);
                return null;
              }));
    }
    threads.shutdown();
    List<Long> lags = new ArrayList<>();
    while (!threads.awaitTermination(100, TimeUnit.MILLISECONDS)) {
      lags.add(indexLagMillis(running));
    }
    for (Future<?> future : sending) {
      future.get();
    }
    double acceptedSeconds = (System.nanoTime() - startNanos) / 1e9;
    lags.add(indexLagMillis(running));
    lags.sort(Comparator.naturalOrder());
    while (indexLagMillis(running) > 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    double indexedSeconds = (System.nanoTime() - startNanos) / 1e9;
    double cpu = running.cpuSeconds() - cpuBefore;
    double own = ConsoleUnderLoad.cpuSeconds(ProcessHandle.current().pid()) - ownBefore;
    long found = ConsoleUnderLoad.number(running.get("/api/events?limit=1"), "total");
    long held = ConsoleUnderLoad.number(running.get("/api/health"), "heldEvents");
    System.out.printf(
        Locale.ROOT,
        "accepted %,d events in %.1f s: %,.0f/s; index behind by %d ms (median), at most %d%n"
            + "findable after %.1f s: %,.0f/s; console CPU %.1f s: %,.0f events per CPU-second; "
            + "the senders' %.1f s%n"
            + "held %,d, found %,d; RSS %d MiB, peak %d, of that anonymous now %d%n",
        events,
        acceptedSeconds,
        events / acceptedSeconds,
        lags.get(lags.size() / 2),
        lags.get(lags.size() - 1),
        indexedSeconds,
        events / indexedSeconds,
        cpu,
        events / cpu,
        own,
        held,
        found,
        running.status("VmRSS"),
        running.status("VmHWM"),
        running.status("RssAnon"));
    return found == held;
  }

  private static long indexLagMillis(ConsoleUnderLoad running) throws Exception {
    return ConsoleUnderLoad.number(running.get("/api/health"), "indexLagMillis");
  }

  private void send(ConsoleUnderLoad running, int sender) throws IOException {
    try (PutSender connection = new PutSender(running.endpoint())) {
      List<EventLines> lines = new ArrayList<>();
      for (int pod = 0; pod < pods; pod++) {
        lines.add(new EventLines(pod));
        if (pod % senders == sender) {
          connection.create(pod);
        }
      }
      long batches = events / BATCH;
      // The last event is of now; time goes by slower than the clock at a high rate.
      long firstMillis = System.currentTimeMillis() - events / EVENTS_PER_MILLI - 1_000;
      long startNanos = System.nanoTime();
      for (long batch = sender; batch < batches; batch += senders) {
        int pod = (int) ((batch / senders * senders + sender) % pods);
        long millis = firstMillis + batch * BATCH / EVENTS_PER_MILLI;
        connection.put(pod, lines.get(pod), millis, BATCH, EVENTS_PER_MILLI);
        while (rate > 0 && (System.nanoTime() - startNanos) / 1e9 * rate < batch * (double) BATCH) {
          Thread.onSpinWait();
          java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
      }
    }
  }

  private void ask(ConsoleUnderLoad running, String question) throws Exception {
    System.out.printf("%n%-12s %-45s %12s%s%n", question, "query", "total", "  ms, each round");
    for (String query : QUERIES) {
      StringBuilder times = new StringBuilder();
      long total = -1;
      for (int i = 0; i < rounds; i++) {
        long startNanos = System.nanoTime();
        String answer =
            running.get(
                "/api/" + question + "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        times.append(String.format("%6d", (System.nanoTime() - startNanos) / 1_000_000));
        total = ConsoleUnderLoad.number(answer.substring(answer.lastIndexOf(']')), "total");
        if (answer.contains("\"totalIsExact\":false")) {
          times.append('~');
        }
      }
      System.out.printf(Locale.ROOT, "%-12s %-45s %,12d  %s%n", "", query, total, times);
    }
  }
}
