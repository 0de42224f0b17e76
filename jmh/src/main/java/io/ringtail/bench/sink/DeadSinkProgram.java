package io.ringtail.bench.sink;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.ringtail.bench.load.Amounts;
import io.ringtail.bench.load.Table;
import io.ringtail.logback.RingtailAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The appender with a sink that lives (Firehose, at a local endpoint in another process) and one
 * beside it that does not (Kinesis): how long an event takes from the log call until the living one
 * has acknowledged it, and how long the call itself takes. Scenarios take turns in one process.
 */
@Command(
    name = "dead-sink",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Says what a dead sink does to a live one beside it.")
public final class DeadSinkProgram implements Callable<Integer> {
  private static final int NOT_ALL_ARRIVED = 1;
  private static final long MAX_NANOS = 600_000_000_000L;

  /** One event in so many is a warning, which a full ring makes wait. */
  private static final int WARNING_EVERY = 100;

  /** What stands beside the live sink. */
  enum Beside {
    NOTHING,
    REFUSING,
    HANGING
  }

  @Option(names = "--rate", defaultValue = "10000", description = "Events a second")
  private int rate;

  @Option(names = "--seconds", defaultValue = "15", description = "Of a round, after 2 to warm up")
  private int seconds;

  @Option(names = "--warm-up", defaultValue = "2", description = "Seconds before")
  private int warmUpSeconds;

  @Option(names = "--rounds", defaultValue = "3", description = "Of each scenario")
  private int rounds;

  @Option(
      names = "--beside",
      split = ",",
      defaultValue = "NOTHING,REFUSING,HANGING",
      description = "Some of ${COMPLETION-CANDIDATES}")
  private List<Beside> scenarios = List.of();

  @Spec private @Nullable CommandSpec spec;

  private final Map<Beside, Figures> figures = new EnumMap<>(Beside.class);

  /** Ends the process: 0 done, 1 the live sink lost something, 2 wrong usage. */
  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new DeadSinkProgram()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws Exception {
    ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .setLevel(Level.WARN);
    try (SinkEndpointProcess live = SinkEndpointProcess.start(LocalService.FIREHOSE)) {
      System.setProperty("aws.region", "us-east-1");
      System.setProperty("aws.accessKeyId", "bench");
      System.setProperty("aws.secretAccessKey", "bench");
      LocalService.FIREHOSE.properties(live.url()).forEach(System::setProperty);
      for (int round = 0; round < rounds; round++) {
        for (Beside beside : scenarios) {
          run(beside);
        }
      }
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.printf("%,d events/s, %d rounds of %d s each%n%n", rate, rounds, seconds);
    out.print(table());
    out.flush();
    boolean whole = figures.values().stream().allMatch(each -> each.lost == 0);
    return whole ? 0 : NOT_ALL_ARRIVED;
  }

  private void run(Beside beside) throws IOException, InterruptedException {
    // Its backlog takes connections; nobody reads from them.
    try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
      int port = beside == Beside.REFUSING ? refusingPort() : silent.getLocalPort();
      LocalService.KINESIS.properties("http://127.0.0.1:" + port).forEach(System::setProperty);
      LoggerContext logback = new LoggerContext();
      RingtailAppender appender = new RingtailAppender();
      appender.setContext(logback);
      appender.setName("ringtail");
      appender.setSink(
          beside == Beside.NOTHING ? TimedSinkFactory.NAME : TimedSinkFactory.NAME + ",kinesis");
      appender.setShutdownMs("500");
      appender.start();
      Logger logger = logback.getLogger("bench");
      logger.setLevel(Level.INFO);
      logger.addAppender(appender);

      log(logger, warmUpSeconds, new Histogram(MAX_NANOS, 3));
      flush(appender);
      TimedSinkFactory.takeLatencies();
      Figures of = figures.computeIfAbsent(beside, each -> new Figures());
      log(logger, seconds, of.calls);
      flush(appender);
      Histogram acknowledged = TimedSinkFactory.takeLatencies();
      of.acknowledged.add(acknowledged);
      of.lost += (long) rate * seconds - acknowledged.getTotalCount();
      logback.stop();
    }
  }

  /** Where nobody listens any more. */
  private static int refusingPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  /** The live sink alone is waited for: the other one never ends. */
  private static void flush(RingtailAppender appender) throws InterruptedException {
    appender.flush(Duration.ofMillis(1));
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (Objects.requireNonNull(appender.accounts()).held() > 0 && System.nanoTime() < end) {
      Thread.sleep(10);
    }
  }

  private void log(Logger logger, int forSeconds, Histogram calls) {
    long start = System.nanoTime();
    long count = (long) rate * forSeconds;
    for (long i = 0; i < count; i++) {
      long due = start + i * 1_000_000_000L / rate;
      long now = System.nanoTime();
      while (now - due < 0) {
        LockSupport.parkNanos(due - now);
        now = System.nanoTime();
      }
      if (i % WARNING_EVERY == 0) {
        logger.warn("{}{}", TimedSinkFactory.CALLED, now);
      } else {
        logger.info("{}{}", TimedSinkFactory.CALLED, now);
      }
      calls.recordValue(Math.min(MAX_NANOS, System.nanoTime() - now));
    }
  }

  private Table table() {
    Table table =
        new Table()
            .row(
                List.of(
                    "beside the live sink",
                    "events",
                    "lost",
                    "acknowledged after, p50",
                    "p99",
                    "longest",
                    "log call, p50",
                    "p99.9",
                    "longest"));
    figures.forEach(
        (beside, each) ->
            table.row(
                List.of(
                    beside.name().toLowerCase(Locale.ROOT),
                    Amounts.count(each.acknowledged.getTotalCount()),
                    Amounts.count(each.lost),
                    Amounts.time(each.acknowledged.getValueAtPercentile(50)),
                    Amounts.time(each.acknowledged.getValueAtPercentile(99)),
                    Amounts.time(each.acknowledged.getMaxValue()),
                    Amounts.time(each.calls.getValueAtPercentile(50)),
                    Amounts.time(each.calls.getValueAtPercentile(99.9)),
                    Amounts.time(each.calls.getMaxValue()))));
    return table;
  }

  /** Of all rounds of a scenario. */
  private static final class Figures {
    private final Histogram acknowledged = new Histogram(MAX_NANOS, 3);
    private final Histogram calls = new Histogram(MAX_NANOS, 3);
    private long lost;
  }
}
