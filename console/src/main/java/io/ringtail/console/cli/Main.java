package io.ringtail.console.cli;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.cli.search.QueryCommand;
import io.ringtail.console.cli.search.StatsCommand;
import io.ringtail.console.cli.tail.TailCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code java -jar ringtail-console.jar}: starts a console and runs until it is told to stop. */
@Command(
    name = "ringtail-console",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "A strict local CloudWatch Logs endpoint. Without a command it starts and runs until stopped;",
      "tail, query and stats look at what a console, or CloudWatch Logs, has."
    })
public final class Main implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @Option(
      names = "--port",
      defaultValue = "4580",
      description = "Port to listen on, 0 for a free one. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = ConsoleOptions.LOOPBACK,
      description = "Address to listen on. Default: ${DEFAULT-VALUE}, this machine only")
  private String bindAddress = ConsoleOptions.LOOPBACK;

  @Option(
      names = "--max-memory-bytes",
      paramLabel = "BYTES",
      converter = ByteSize.class,
      description =
          "Bound of the events in memory; the oldest go first. 64m and the like are understood."
              + " Default: 256m, at most a quarter of the heap")
  private @Nullable Long maxMemoryBytes;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Keep events in files in this directory, so that they outlive the process (written"
              + " before the answer, without fsync)")
  private @Nullable Path dataDir;

  @Option(
      names = "--max-disk-bytes",
      paramLabel = "BYTES",
      converter = ByteSize.class,
      description =
          "Bound of those files, and the same again for the search index; the oldest go first."
              + " Default: 1g")
  private @Nullable Long maxDiskBytes;

  @Option(
      names = "--require-auth",
      description =
          "Refuse requests without a SigV4 Authorization header; the signature is not checked")
  private boolean requireAuth;

  @Option(
      names = "--no-index",
      description =
          "Keep no search index: the page's searches are off, and nothing is spent on them")
  private boolean noIndex;

  @ArgGroup(exclusive = false, validate = false, heading = "%nFaults, to test clients:%n")
  private FaultFlags faultFlags = new FaultFlags();

  /** Ends the process: 0 stopped, 1 not started, 2 wrong usage. */
  public static void main(String... args) {
    int code = commandLine(args).execute(args);
    // A stop by signal ends the process by itself; to exit from here would wait for its hooks.
    if (code != 0) {
      System.exit(code);
    }
  }

  private static CommandLine commandLine(String... args) {
    CommandLine commands = new CommandLine(new Main());
    if (mayNameACommand(args)) {
      commands
          .addSubcommand(TailCommand.class)
          .addSubcommand(QueryCommand.class)
          .addSubcommand(StatsCommand.class);
    }
    return commands
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((problem, given) -> refuse(problem));
  }

  /** A console starts sooner where the commands' classes are not even looked at. */
  private static boolean mayNameACommand(String... args) {
    return args.length > 0
        && (!args[0].startsWith("-") || List.of("-h", "--help").contains(args[0]));
  }

  private static int refuse(CommandLine.ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("ringtail-console: " + problem.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
    boolean isStart = command.getParent() == null;
    err.println(
        isStart
            ? "--help lists the options, and the commands tail, query, stats; nothing was started"
            : "--help lists the options; nothing was read");
    return WRONG_USAGE;
  }

  @Override
  public Integer call() throws InterruptedException {
    ConsoleOptions options;
    try {
      options = options();
    } catch (IllegalArgumentException e) {
      System.err.println("ringtail-console: " + e.getMessage());
      return WRONG_USAGE;
    }
    try {
      run(Console.start(options));
      return 0;
    } catch (BindException e) {
      System.err.printf(
          "ringtail-console: cannot listen on %s port %d: %s; stop what does, or choose another"
              + " with --port%n",
          bindAddress, port, e.getMessage());
    } catch (UnknownHostException e) {
      System.err.printf("ringtail-console: --bind %s: no such host%n", bindAddress);
    } catch (IOException e) {
      System.err.println("ringtail-console: cannot start: " + e.getMessage());
    }
    return FAILED;
  }

  private ConsoleOptions options() {
    ConsoleOptions.Builder builder =
        ConsoleOptions.builder()
            .port(port)
            .bindAddress(bindAddress)
            .dataDir(dataDir)
            .requireAuth(requireAuth)
            .index(!noIndex)
            .faultSeed(faultFlags.seed())
            .faults(faultFlags.faults());
    if (maxMemoryBytes != null) {
      builder.maxMemoryBytes(maxMemoryBytes);
    }
    if (maxDiskBytes != null) {
      builder.maxDiskBytes(maxDiskBytes);
    }
    return builder.build();
  }

  private void run(Console console) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  console.close();
                  stopped.countDown();
                },
                "ringtail-console-stop"));
    warnIfReachable();
    System.out.printf(
        "Ringtail console on %1$s  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=%1$s AWS_REGION=us-east-1%n",
        console.endpoint());
    // Scripts wait for this line.
    System.out.flush();
    stopped.await();
  }

  private void warnIfReachable() {
    try {
      if (!InetAddress.getByName(bindAddress).isLoopbackAddress()) {
        System.err.printf(
            "ringtail-console: --bind %s: anyone who can reach this address can read and write"
                + " the logs, through the page too, and switch faults; there is no password and no"
                + " TLS%n",
            bindAddress);
      }
    } catch (UnknownHostException e) {
      // It was bound to a moment ago.
    }
  }
}
