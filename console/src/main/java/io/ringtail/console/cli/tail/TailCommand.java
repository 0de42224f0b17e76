package io.ringtail.console.cli.tail;

import com.google.re2j.Pattern;
import io.ringtail.console.cli.Regex;
import io.ringtail.console.cli.SearchText;
import io.ringtail.console.cli.TimeSpan;
import io.ringtail.console.cli.output.ColourWhen;
import io.ringtail.console.cli.output.JsonFormat;
import io.ringtail.console.cli.output.LineFormat;
import io.ringtail.console.cli.output.Standard;
import io.ringtail.console.cli.output.TemplateFormat;
import io.ringtail.console.cli.output.TextFormat;
import io.ringtail.console.query.Query;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;

/** {@code tail}: what many pods log, as it arrives. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows the logs of many pods at once, as they arrive: those of a console on this machine,",
      "or, with --aws, those in CloudWatch Logs. New pods, streams and groups join by themselves."
    },
    footerHeading = "%nFor AWS:%n",
    footer = {
      "  Region, credentials and proxy are found as the AWS SDK finds them: AWS_REGION, AWS_PROFILE,",
      "  ~/.aws/config, SSO. It needs logs:DescribeLogGroups and logs:FilterLogEvents, for --live-tail",
      "  logs:StartLiveTail, too, which AWS bills by the minute."
    },
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:all was read, or nobody reads the output any more",
      "1:the service cannot be reached, or refuses",
      "2:wrong usage",
      "130:stopped by Ctrl-C"
    })
public final class TailCommand implements Callable<Integer> {
  /** How output is written. */
  enum Output {
    TEXT,
    JSON,
    TEMPLATE
  }

  private static final int FAILED = 1;
  private static final String ALL_GROUPS = "*";
  private static final String CONTAINER_INSIGHTS = "/aws/containerinsights/*/application";
  private static final long STOP_MILLIS = 2_000;
  private static final int ATTEMPTS_OF_ONE_PASS = 8;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "Where the console is. Default: AWS_ENDPOINT_URL_CLOUDWATCH_LOGS, else http://127.0.0.1:4580")
  private @Nullable String endpoint;

  @Option(names = "--aws", description = "Read from CloudWatch Logs")
  private boolean aws;

  @Option(
      names = {"-g", "--group"},
      paramLabel = "GLOB",
      split = ",",
      description =
          "Log groups; * and ? are wildcards. Default: all of a console,"
              + " /aws/containerinsights/*/application of AWS")
  private List<String> groups = List.of();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      split = ",",
      description = "Only these namespaces")
  private List<String> namespaces = List.of();

  @Option(
      names = {"-p", "--pod"},
      paramLabel = "REGEX",
      converter = Regex.class,
      description = "Only pods in whose names this is found")
  private @Nullable Pattern pod;

  @Option(
      names = {"-c", "--container"},
      paramLabel = "REGEX",
      converter = Regex.class,
      description = "Only containers in whose names this is found")
  private @Nullable Pattern container;

  @Option(
      names = {"-l", "--level"},
      paramLabel = "LEVEL",
      description = "Only this level and graver ones: ${COMPLETION-CANDIDATES}")
  private @Nullable Severity level;

  @Option(
      names = {"-q", "--query"},
      paramLabel = "QUERY",
      converter = SearchText.class,
      description =
          "Only what this search finds, as in the console's page: level:ERROR kv.orderId>17")
  private Query query = new Query.All();

  @Option(
      names = {"-i", "--include"},
      paramLabel = "REGEX",
      converter = Regex.class,
      description = "Only messages in which this is found; all of them, if given again")
  private List<Pattern> include = List.of();

  @Option(
      names = {"-e", "--exclude"},
      paramLabel = "REGEX",
      converter = Regex.class,
      description = "No messages in which this is found")
  private List<Pattern> exclude = List.of();

  @Option(
      names = "--filter-pattern",
      paramLabel = "PATTERN",
      description = "CloudWatch's own filter, which the service applies: less is sent over the net")
  private @Nullable String filterPattern;

  @Option(
      names = {"-s", "--since"},
      paramLabel = "SPAN",
      converter = TimeSpan.class,
      description = "Begin with what was logged so long ago: 90s, 10m, 2h. Default: 1m")
  private @Nullable Duration since;

  @Option(
      names = "--follow",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Go on with what arrives. Default; --no-follow ends when all is read")
  private boolean follow = true;

  @Option(
      names = "--live-tail",
      description =
          "Use CloudWatch's live tail (StartLiveTail): sooner by a second or two; samples where more"
              + " than 500 events a second match; at most 10 groups")
  private boolean liveTail;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text, json or template. Default: text")
  private @Nullable Output output;

  @Option(
      names = "--template",
      paramLabel = "TEMPLATE",
      description =
          "What is written of an event: '{time} {pod} {message} {kv.orderId}'; any field can stand in"
              + " the braces")
  private @Nullable String template;

  @Option(
      names = {"-t", "--timestamps"},
      description = "Begin each line with the event's time")
  private boolean timestamps;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never. Default: auto, on a terminal without NO_COLOR")
  private ColourWhen colour = ColourWhen.AUTO;

  @Option(names = "--no-color", description = "The same as --color never")
  private boolean noColour;

  @Option(
      names = "--interval",
      paramLabel = "SPAN",
      converter = TimeSpan.class,
      description =
          "Between two polls. Default: 2s of AWS, whose quota is small, 300ms of a console")
  private @Nullable Duration interval;

  @Option(
      names = "--overlap",
      paramLabel = "SPAN",
      converter = TimeSpan.class,
      defaultValue = "2m",
      description =
          "Events that arrive late by up to so much are found, too. Default: ${DEFAULT-VALUE}")
  private Duration overlap = Duration.ofMinutes(2);

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Standard standard;

  public TailCommand() {
    this(Standard.ofThisProcess());
  }

  /** With other streams and another environment. */
  public TailCommand(Standard standard) {
    this.standard = standard;
  }

  @Override
  public Integer call() throws InterruptedException {
    LogsTarget target = target();
    LineWriter writer = new LineWriter(filter(), format(), standard.out());
    Thread self = Thread.currentThread();
    Stopping stopping = Stopping.interrupt(self);
    try {
      run(target, writer);
      writer.flush();
      return 0;
    } catch (IOException readerGone) {
      // As head and less do it; the events are still where they were.
      return 0;
    } catch (InterruptedException | AbortedException stopped) {
      flushQuietly(writer);
      return 0;
    } catch (ServiceProblem problem) {
      flushQuietly(writer);
      standard.say(explained(problem, target));
      return FAILED;
    } catch (SdkClientException problem) {
      // No region, no credentials, an unknown profile.
      standard.say(String.valueOf(problem.getMessage()));
      return FAILED;
    } finally {
      stopping.done();
    }
  }

  private void run(LogsTarget target, LineWriter writer)
      throws ServiceProblem, InterruptedException, IOException {
    Consumer<String> notices = standard::say;
    long intervalMillis =
        interval != null ? Math.max(1, interval.toMillis()) : target.isAws() ? 2_000 : 300;
    Pace pace =
        new Pace(
            intervalMillis,
            follow ? Integer.MAX_VALUE : ATTEMPTS_OF_ONE_PASS,
            RandomGenerator.getDefault(),
            TimeUnit.MILLISECONDS::sleep,
            notices);
    Polling.Settings settings =
        new Polling.Settings(
            new GroupGlobs(
                !groups.isEmpty()
                    ? groups
                    : List.of(target.isAws() ? CONTAINER_INSIGHTS : ALL_GROUPS)),
            since == null ? Duration.ofMinutes(1).toMillis() : since.toMillis(),
            follow,
            new Overlap(
                5_000, Math.max(1_000, overlap.toMillis()), target.isAws() ? 15_000 : 5_000),
            target.isAws() ? 30_000 : 1_000);
    try (SdkLogs api = new SdkLogs(SdkClients.polling(target), filterPattern)) {
      if (liveTail) {
        try (CloudWatchLogsAsyncClient client = SdkClients.streaming(target)) {
          new LiveTailing(
                  client, api, pace, InstantSource.system(), settings, filterPattern, notices)
              .run(writer);
        }
      } else {
        new Polling(api, pace, InstantSource.system(), settings, notices).run(writer);
      }
    }
  }

  private LogsTarget target() {
    if (liveTail && (!follow || since != null)) {
      throw wrong(
          "--live-tail shows what arrives from now on: it goes without "
              + (follow ? "--since" : "--no-follow"));
    }
    if (endpoint != null && aws) {
      throw wrong("--aws and --endpoint: only one of them can be");
    }
    try {
      return LogsTarget.of(endpoint, aws, standard.env());
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private TailFilter filter() {
    return new TailFilter(namespaces, pod, container, level, query, include, exclude);
  }

  private LineFormat format() {
    Output chosen = output != null ? output : template != null ? Output.TEMPLATE : Output.TEXT;
    if (chosen == Output.TEMPLATE) {
      if (template == null) {
        throw wrong("-o template needs --template '{pod} {message}'");
      }
      try {
        return TemplateFormat.parse(template);
      } catch (IllegalArgumentException e) {
        throw wrong(e.getMessage());
      }
    }
    if (template != null) {
      throw wrong("--template goes with -o template only");
    }
    return chosen == Output.JSON
        ? new JsonFormat()
        : new TextFormat(
            standard.wantsColour(noColour ? ColourWhen.NEVER : colour),
            timestamps,
            ZoneId.systemDefault());
  }

  private ParameterException wrong(@Nullable String message) {
    return new ParameterException(commandLine(), message == null ? "" : message);
  }

  private CommandLine commandLine() {
    return spec.commandLine();
  }

  private static String explained(ServiceProblem problem, LogsTarget target) {
    if (SdkLogs.isRefusedConnection(problem) && !target.isAws()) {
      return "nothing listens at "
          + target.shown()
          + ": start a console (java -jar ringtail-console.jar), or give --endpoint, or --aws for"
          + " CloudWatch Logs";
    }
    return target.shown() + ": " + problem.getMessage();
  }

  private static void flushQuietly(LineWriter writer) {
    try {
      writer.flush();
    } catch (IOException readerGone) {
      // Then there is nobody to tell.
    }
  }

  /** Ctrl-C: the reading ends between two lines, before the process does. */
  private static final class Stopping {
    private final Thread hook;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Stopping(Thread reading) {
      this.hook =
          new Thread(
              () -> {
                reading.interrupt();
                try {
                  boolean unused = ended.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              "ringtail-tail-stop");
    }

    static Stopping interrupt(Thread reading) {
      Stopping stopping = new Stopping(reading);
      Runtime.getRuntime().addShutdownHook(stopping.hook);
      return stopping;
    }

    void done() {
      ended.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException stoppingAlready) {
        // Then it has run.
      }
    }
  }
}
