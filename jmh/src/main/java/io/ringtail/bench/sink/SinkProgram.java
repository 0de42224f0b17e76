package io.ringtail.bench.sink;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.ringtail.bench.load.Amounts;
import io.ringtail.bench.request.EncodedRecords;
import io.ringtail.bench.request.Round;
import io.ringtail.bench.request.SinkPath;
import io.ringtail.bench.sink.SinkEndpointProcess.Arrived;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Events through encoding, full batches and a sink, on one thread, to an endpoint in a process of
 * its own that answers at once and tells the events apart.
 *
 * <p>Options of the sink are given as system properties: {@code -Dringtail.kinesis.aggregate=true}.
 */
@Command(
    name = "sink",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Sends full batches by one of Ringtail's sinks, and says what an event costs.")
public final class SinkProgram implements Callable<Integer> {
  private static final int NOT_ALL_ARRIVED = 1;

  /** What a round hands over before it counts. */
  private static final int EVENTS_AT_A_TIME = 10_000;

  @Option(names = "--sink", required = true, description = "One of ${COMPLETION-CANDIDATES}")
  private @Nullable LocalService service;

  @Option(names = "--rounds", defaultValue = "7", description = "Measured rounds")
  private int rounds;

  @Option(names = "--warm-up", defaultValue = "3", description = "Rounds before")
  private int warmUpRounds;

  @Option(names = "--events", defaultValue = "300000", description = "Events in a round")
  private int events;

  @Spec private @Nullable CommandSpec spec;

  /** Ends the process: 0 done, 1 the receiver has not got all, 2 wrong usage. */
  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SinkProgram()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws Exception {
    ((LoggerContext) LoggerFactory.getILoggerFactory())
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .setLevel(Level.WARN);
    LocalService to = Objects.requireNonNull(service);
    try (SinkEndpointProcess endpoint = SinkEndpointProcess.start(to)) {
      System.setProperty("aws.region", "us-east-1");
      System.setProperty("aws.accessKeyId", "bench");
      System.setProperty("aws.secretAccessKey", "bench");
      to.properties(endpoint.url()).forEach(System::setProperty);
      return run(to.name().toLowerCase(Locale.ROOT), endpoint);
    }
  }

  private int run(String sink, SinkEndpointProcess endpoint) throws Exception {
    double[] perCpuSecond = new double[rounds];
    double cpuSeconds = 0;
    int batches = Math.max(1, events / EVENTS_AT_A_TIME);
    int perBatch = Math.min(events, EVENTS_AT_A_TIME);
    try (SinkPath path = new SinkPath(sink)) {
      EncodedRecords records = new EncodedRecords(path.form());
      for (int i = -warmUpRounds; i < rounds; i++) {
        System.gc();
        Round round = Round.measure(path, records, batches, perBatch);
        if (i >= 0) {
          perCpuSecond[i] = round.eventsPerCpuSecond();
          cpuSeconds += round.cpuNanos() / 1e9;
        }
      }
    }
    long sent = (long) (warmUpRounds + rounds) * batches * perBatch;
    Arrived arrived = endpoint.arrived();
    Arrays.sort(perCpuSecond);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.printf("sink %s: %,d events in %d rounds%n", sink, sent, warmUpRounds + rounds);
    out.printf(
        "delivered %,d, lost %,d, repeated %,d%n",
        arrived.distinct(), sent - arrived.distinct(), arrived.events() - arrived.distinct());
    out.printf(
        "CPU-seconds of the measured rounds %.2f, compilers left out; events per CPU-second, median"
            + " %s, lowest and highest %s - %s%n",
        cpuSeconds,
        Amounts.count(Math.round(perCpuSecond[rounds / 2])),
        Amounts.count(Math.round(perCpuSecond[0])),
        Amounts.count(Math.round(perCpuSecond[rounds - 1])));
    out.flush();
    return arrived.distinct() == sent ? 0 : NOT_ALL_ARRIVED;
  }
}
