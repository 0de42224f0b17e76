package io.ringtail.bench.load;

import io.ringtail.bench.subject.SubjectKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Many events, through each appender in turn, each in a JVM of its own with the same flags, to a
 * receiver that counts them.
 */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Sends events through appenders, one process after the other, and compares.")
public final class LoadProgram implements Callable<Integer> {
  private static final int PROMISE_BROKEN = 1;

  @Option(
      names = "--candidates",
      split = ",",
      defaultValue = "ringtail,kdgregory,pjer,logstash-file",
      description =
          "Appenders: ringtail, ringtail-none, kdgregory, pjer, logstash-file, nothing, render..."
              + " Default: ${DEFAULT-VALUE}")
  private List<String> candidates = List.of();

  @Option(names = "--events", defaultValue = "1000000", description = "How many each one sends")
  private long events;

  @Option(
      names = "--warm-up",
      defaultValue = "0",
      description = "How many more it gets before, whose CPU time is told apart")
  private long warmUp;

  @Option(
      names = "--warm-up-rounds",
      defaultValue = "8",
      description = "Into how many rounds the warm-up is divided, with a rest after each")
  private int warmUpRounds;

  @Option(names = "--producers", defaultValue = "2", description = "Threads that log")
  private int producers;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "Events per second of all producers together; 0: as fast as they can")
  private long rate;

  @Option(names = "--xmx", defaultValue = "256m", description = "Heap of each sending process")
  private String heap = "";

  @Option(
      names = "--policy",
      defaultValue = "block",
      description =
          "Ringtail's overflow policy. block: the others, too, lose as little as they can be told"
              + " to; shed, drop: the others have their defaults. Default: ${DEFAULT-VALUE}")
  private String policy = "";

  @Option(
      names = "--ringtail",
      paramLabel = "OPTION=VALUE",
      description = "A further option of Ringtail's, in Logback's spelling: lingerMs=200")
  private Map<String, String> ringtail = new LinkedHashMap<>();

  @Option(
      names = "--endpoint",
      description =
          "A console that runs already; it is asked for its count only. Default: one is"
              + " started for each sending process")
  private @Nullable URI endpoint;

  @Option(
      names = "--console-mebibytes",
      defaultValue = "1536",
      description = "Heap of a console that is started; half of it keeps events for reading back")
  private int consoleHeapMebibytes;

  @Option(
      names = "--read-back",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Read every event back and tell them apart, not only count them. Default: yes")
  private boolean readBack;

  @Option(
      names = "--hang",
      paramLabel = "TIME",
      converter = Seconds.class,
      description =
          "Scenario: the destination hangs for so long, 60s say, while events go on at"
              + " --rate, which is needed")
  private @Nullable Duration hang;

  @Option(
      names = "--idle",
      paramLabel = "TIME",
      converter = Seconds.class,
      description = "Scenario: CPU of a process that logs nothing any more, for so long")
  private @Nullable Duration idle;

  @Spec private @Nullable CommandSpec spec;

  /**
   * Ends the process: 0 done, 1 Ringtail's counts are not the receiver's or it keeps more alive
   * than RINGTAIL_BUFFER_BYTES, 2 wrong usage.
   */
  public static void main(String... args) {
    System.exit(new CommandLine(new LoadProgram()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandSpec command = java.util.Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    List<SubjectKind> kinds = new ArrayList<>();
    try {
      candidates.forEach(label -> kinds.add(SubjectKind.labelled(label)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--candidates: " + e.getMessage(), e);
    }
    ringtail.putIfAbsent("overflow", policy);
    if (hang != null && rate == 0) {
      throw new ParameterException(command.commandLine(), "--hang needs --rate, 50000 say");
    }
    if (warmUpRounds < 1) {
      throw new ParameterException(
          command.commandLine(), "--warm-up-rounds=" + warmUpRounds + ": 1 or more");
    }
    return idle == null ? send(kinds, out) : stayIdle(kinds, idle, out);
  }

  private int send(List<SubjectKind> kinds, PrintWriter out)
      throws IOException, InterruptedException {
    LoadPlan plan = plan(hang == null ? events : HangScenario.events(hang, rate));
    LoadRun run = new LoadRun(plan);
    List<Verdict> verdicts = new ArrayList<>();
    StringBuilder details = new StringBuilder();
    for (SubjectKind kind : kinds) {
      Verdict verdict =
          hang == null ? run.run(kind, 0, 0, console -> {}) : HangScenario.run(run, kind, hang);
      verdicts.add(verdict);
      if (hang != null) {
        details.append(kind.label()).append(":\n").append(HangScenario.describe(verdict));
      }
    }
    out.print(Results.table(plan, verdicts));
    out.print(details);
    out.flush();
    boolean agree =
        verdicts.stream().allMatch(verdict -> !verdict.isRingtail() || verdict.countsAgree());
    boolean within = verdicts.stream().allMatch(Verdict::keepsItsLimit);
    return agree && within ? 0 : PROMISE_BROKEN;
  }

  private int stayIdle(List<SubjectKind> kinds, Duration time, PrintWriter out)
      throws IOException, InterruptedException {
    LoadRun run = new LoadRun(plan(events));
    Table table =
        new Table()
            .row(
                List.of("idle process", "CPU", "of one core", "Ringtail's threads", "of one core"));
    for (SubjectKind kind : kinds) {
      ChildReport child = run.run(kind, time.toMillis(), 0, console -> {}).child();
      long cpu = child.number("idle.cpu");
      long ours = child.number("idle.ringtail");
      double wall = child.number("idle.wall");
      table.row(
          List.of(
              kind.label(),
              Amounts.time(cpu),
              Amounts.percent(cpu / wall),
              Amounts.time(ours),
              Amounts.percent(ours / wall)));
    }
    out.print(table);
    out.flush();
    return 0;
  }

  private LoadPlan plan(long count) {
    return new LoadPlan(
        count + warmUp,
        warmUp,
        warmUpRounds,
        producers,
        rate,
        heap,
        endpoint,
        consoleHeapMebibytes,
        readBack,
        ringtail);
  }

  /** "60s" or "60". */
  static final class Seconds implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      String digits = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
      try {
        return Duration.ofSeconds(Long.parseLong(digits));
      } catch (NumberFormatException e) {
        throw new CommandLine.TypeConversionException("'" + text + "' is not like 60s");
      }
    }
  }
}
