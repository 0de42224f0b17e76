package io.ringtail.console.cli.search;

import io.ringtail.console.cli.Moment;
import io.ringtail.console.cli.TimeSpan;
import io.ringtail.console.cli.output.ColourWhen;
import io.ringtail.console.cli.output.JsonFormat;
import io.ringtail.console.cli.output.Line;
import io.ringtail.console.cli.output.LineFormat;
import io.ringtail.console.cli.output.LineReader;
import io.ringtail.console.cli.output.Standard;
import io.ringtail.console.cli.output.TableFormat;
import io.ringtail.console.cli.output.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code query}: what a console holds. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Searches what a console holds and shows the newest events that match, the newest last.",
      "",
      "A query: words, \"a phrase\", field:value, field:val*, field:*, kv.orderId>17, /regex/, AND, OR,",
      "NOT (or -word), parentheses. Fields: level, namespace, pod, container, logger, message, group,",
      "logStream, stream, or the path of any other."
    },
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:answered, also where nothing matches",
      "1:the console cannot be asked",
      "2:wrong usage, or a query that is not understood"
    })
public final class QueryCommand implements Callable<Integer> {
  /** How events are written. */
  enum Output {
    TEXT,
    TABLE,
    JSON
  }

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int MAX_PAGE = 1_000;
  private static final int DEFAULT_WIDTH = 120;

  @Parameters(
      arity = "0..*",
      paramLabel = "QUERY",
      description = "What is searched for; nothing: all. Several are put together with blanks")
  private List<String> words = List.of();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "Where the console is. Default: AWS_ENDPOINT_URL_CLOUDWATCH_LOGS, else "
              + ConsoleApi.LOCAL)
  private @Nullable String endpoint;

  @Option(
      names = {"-s", "--since"},
      paramLabel = "SPAN",
      converter = TimeSpan.class,
      description = "Only events of so long ago and younger: 90s, 10m, 2h. Default: all")
  private @Nullable Duration since;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Only from this time on: 2026-11-20T22:00:00Z")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Only before this time")
  private @Nullable Instant to;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many events. Default: ${DEFAULT-VALUE}")
  private int limit = 100;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text, table or json. Default: text")
  private Output output = Output.TEXT;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never. Default: auto, on a terminal without NO_COLOR")
  private ColourWhen colour = ColourWhen.AUTO;

  @Option(names = "--no-color", description = "The same as --color never")
  private boolean noColour;

  private final Standard standard;
  private final LineReader reader = new LineReader();

  public QueryCommand() {
    this(Standard.ofThisProcess());
  }

  /** With other streams and another environment. */
  public QueryCommand(Standard standard) {
    this.standard = standard;
  }

  @Override
  public Integer call() {
    try {
      search();
      return 0;
    } catch (ApiProblem problem) {
      standard.say(String.valueOf(problem.getMessage()));
      return problem.isWrongUsage() ? WRONG_USAGE : FAILED;
    } catch (IOException readerGone) {
      return 0;
    }
  }

  private void search() throws ApiProblem, IOException {
    if (limit < 1) {
      throw new ApiProblem("--limit is " + limit + ": must be at least 1", true);
    }
    if (since != null && from != null) {
      throw new ApiProblem("--since and --from: only one of them can be", true);
    }
    ConsoleApi api = ConsoleApi.at(endpoint, standard.env());
    Map<String, String> parameters = parameters();
    List<Json> events = new ArrayList<>();
    Json page;
    do {
      parameters.put("limit", String.valueOf(Math.min(MAX_PAGE, limit - events.size())));
      page = api.get("events", parameters);
      events.addAll(page.objects("events"));
      parameters.put("before", page.text("next"));
    } while (page.optional("next") != null && events.size() < limit);
    // The newest stands at the bottom, where a person at a terminal looks.
    Collections.reverse(events);
    write(api, events);
    String total = String.format(Locale.ROOT, "%,d", page.number("total"));
    standard.say(
        String.format(
            Locale.ROOT,
            "%,d of %s%s events%s",
            events.size(),
            page.flag("totalIsExact") ? "" : "about ",
            total,
            events.size() < page.number("total") ? "; --limit shows more" : ""));
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("q", String.join(" ", words));
    Instant start = since == null ? from : Instant.now().minus(since);
    if (start != null) {
      parameters.put("from", String.valueOf(Math.max(0, start.toEpochMilli())));
    }
    if (to != null) {
      parameters.put("to", String.valueOf(Math.max(0, to.toEpochMilli())));
    }
    return parameters;
  }

  private void write(ConsoleApi api, List<Json> events) throws ApiProblem, IOException {
    List<Line> lines = new ArrayList<>();
    for (Json event : events) {
      lines.add(output == Output.TABLE ? line(event) : whole(api, event));
    }
    StringBuilder text = new StringBuilder();
    if (output == Output.TABLE) {
      text.append(new TableFormat(ZoneId.systemDefault(), width()).table(lines));
    } else {
      LineFormat format =
          output == Output.JSON
              ? new JsonFormat()
              : new TextFormat(
                  standard.wantsColour(noColour ? ColourWhen.NEVER : colour),
                  true,
                  ZoneId.systemDefault());
      lines.forEach(line -> format.append(line, text));
    }
    standard.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
    standard.out().flush();
  }

  /** With its stack trace and all of its message, which a list of events does not have. */
  private Line whole(ConsoleApi api, Json event) throws ApiProblem {
    boolean isAllThere =
        output == Output.TEXT && !event.flag("truncated") && !event.flag("exception");
    if (isAllThere) {
      return line(event);
    }
    Json all = api.get("events/" + event.text("id"), new LinkedHashMap<>());
    return reader
        .read(
            event.text("id"),
            event.text("group"),
            event.text("logStream"),
            event.number("time"),
            event.number("ingested"),
            all.text("raw"))
        .line();
  }

  private static Line line(Json event) {
    return new Line(
        event.text("id"),
        event.number("time"),
        event.number("ingested"),
        event.text("group"),
        event.text("logStream"),
        event.optional("level"),
        event.optional("stream"),
        event.optional("namespace"),
        event.optional("pod"),
        event.optional("container"),
        event.optional("logger"),
        event.text("message"),
        null,
        "",
        false);
  }

  private int width() {
    if (!standard.isTerminal()) {
      return 0;
    }
    try {
      return Math.max(40, Integer.parseInt(standard.env().getOrDefault("COLUMNS", "")));
    } catch (NumberFormatException notTold) {
      return DEFAULT_WIDTH;
    }
  }
}
