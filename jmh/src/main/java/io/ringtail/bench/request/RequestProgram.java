package io.ringtail.bench.request;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.ringtail.bench.load.Amounts;
import io.ringtail.bench.load.Table;
import io.ringtail.bench.receiver.ConsoleClient;
import io.ringtail.bench.receiver.ConsoleProcess;
import io.ringtail.event.RecordForm;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The same batches through our sink and through the SDK's client, in turn, to a console in a
 * process of its own.
 */
@Command(
    name = "request",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Sends full batches by Ringtail's sink and by the SDK's client, and compares.")
public final class RequestProgram implements Callable<Integer> {
  private static final int NOT_ALL_ARRIVED = 1;
  private static final String REGION = "us-east-1";
  private static final int CLOUDWATCH_BATCH_BYTES = 1_048_576;
  private static final int CLOUDWATCH_EVENT_BYTES = 26;

  @Option(names = "--rounds", defaultValue = "7", description = "Measured rounds of each case")
  private int rounds;

  @Option(names = "--warm-up", defaultValue = "3", description = "Rounds before, of each case")
  private int warmUpRounds;

  @Option(names = "--batches", defaultValue = "300", description = "Batches in a round")
  private int batches;

  @Option(names = "--endpoint", description = "A console that runs already. Default: starts one")
  private @Nullable URI endpoint;

  @Option(
      names = "--console-mebibytes",
      defaultValue = "1024",
      description = "Heap of a console that is started")
  private int consoleHeapMebibytes;

  @Spec private @Nullable CommandSpec spec;

  /** Ends the process: 0 done, 1 the receiver has not got all, 2 wrong usage. */
  public static void main(String... args) {
    System.exit(new CommandLine(new RequestProgram()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    URI given = endpoint;
    if (given != null) {
      return compare(given, out);
    }
    try (ConsoleProcess console = ConsoleProcess.start(consoleHeapMebibytes)) {
      return compare(console.endpoint(), out);
    }
  }

  private int compare(URI uri, PrintWriter out) throws Exception {
    useEndpoint(uri);
    quieten();
    ConsoleClient console = new ConsoleClient(uri);
    long before = console.acceptedEvents();
    int perBatch = recordsPerBatch();
    long sent = 0;
    try (SinkPath sink = new SinkPath("cloudwatch")) {
      // One batch first: it creates the group.
      sink.send(new ReadyRecords(sink.form(), perBatch), perBatch);
      sent += perBatch;
      try (ClientPath client = new ClientPath(uri, REGION)) {
        List<Case> cases = cases(sink, client, perBatch);
        run(cases, perBatch);
        for (Case each : cases) {
          sent += each.sent();
        }
        print(cases, perBatch, out);
      }
    }
    long arrived = console.acceptedEvents() - before;
    out.printf("sent %,d events, the receiver has %,d%n", sent, arrived);
    out.flush();
    return arrived == sent ? 0 : NOT_ALL_ARRIVED;
  }

  private static List<Case> cases(SinkPath sink, ClientPath client, int perBatch) {
    return List.of(
        new Case("sink, records ready", sink, new ReadyRecords(sink.form(), perBatch)),
        new Case("client, strings ready", client, new ReadyRecords(RecordForm.JSON, perBatch)),
        new Case("sink, from events", sink, new EncodedRecords(sink.form())),
        new Case("client, from events", client, new EncodedRecords(RecordForm.JSON)));
  }

  /** In turn, so that a slow minute of the machine is everybody's. */
  private void run(List<Case> cases, int perBatch) throws Exception {
    for (int round = 0; round < warmUpRounds + rounds; round++) {
      for (Case each : cases) {
        // What one has left to collect is not the next one's.
        System.gc();
        if (round < warmUpRounds) {
          each.warmUp(batches, perBatch);
        } else {
          each.measure(batches, perBatch);
        }
      }
    }
  }

  private static int recordsPerBatch() {
    EncodedRecords records = new EncodedRecords(RecordForm.JSON);
    int longest = 0;
    for (int i = 0; i < 10_000; i++) {
      records.next();
      longest = Math.max(longest, records.jsonBytes());
    }
    return Math.min(10_000, CLOUDWATCH_BATCH_BYTES / (longest + CLOUDWATCH_EVENT_BYTES));
  }

  /** In the SDK's own spelling, for both alike. */
  private static void useEndpoint(URI uri) {
    System.setProperty("aws.endpointUrlCloudWatchLogs", uri.toString());
    System.setProperty("aws.region", REGION);
    System.setProperty("aws.accessKeyId", "bench");
    System.setProperty("aws.secretAccessKey", "bench");
  }

  /** Logback's own default is DEBUG, which is the SDK's talk of each request. */
  private static void quieten() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
  }

  private void print(List<Case> cases, int perBatch, PrintWriter out) {
    Table table = new Table();
    row(table, "%,d records a batch".formatted(perBatch), cases, Case::label);
    row(table, "events per CPU-second, median", cases, c -> count(c.medianEventsPerCpuSecond()));
    row(table, "lowest and highest", cases, RequestProgram::range);
    row(table, "bytes allocated per batch", cases, c -> Amounts.count(c.medianAllocatedPerBatch()));
    out.print(table);
    out.printf(
        "sink to client: %.2f times the events per CPU-second with records ready, %.2f from events%n",
        ratio(cases.get(0), cases.get(1)), ratio(cases.get(2), cases.get(3)));
  }

  private static void row(Table table, String name, List<Case> cases, Function<Case, String> cell) {
    List<String> cells = new ArrayList<>(List.of(name));
    cases.forEach(each -> cells.add(cell.apply(each)));
    table.row(cells);
  }

  private static String range(Case each) {
    double[] sorted = each.eventsPerCpuSecond();
    return count(sorted[0]) + " - " + count(sorted[sorted.length - 1]);
  }

  private static String count(double value) {
    return Amounts.count(Math.round(value));
  }

  private static double ratio(Case one, Case other) {
    return one.medianEventsPerCpuSecond() / other.medianEventsPerCpuSecond();
  }
}
