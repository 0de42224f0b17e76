package io.ringtail.console.cli.search;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.cli.TimeSpan;
import io.ringtail.console.cli.output.Standard;
import io.ringtail.console.cli.output.TextTable;
import io.ringtail.console.cli.output.Visible;
import io.ringtail.console.json.JsonNull;
import io.ringtail.console.json.JsonTree;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stats}: how much comes in, from whom, what it would cost, what is missing. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows of a console: the rate, the cost at this rate in CloudWatch Logs, who sends most, gaps in",
      "seq, and what senders say they have lost."
    },
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {"0:answered", "1:the console cannot be asked", "2:wrong usage"})
public final class StatsCommand implements Callable<Integer> {
  /** How the figures are written. */
  enum Output {
    TEXT,
    JSON
  }

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int BILLED_BYTES_PER_EVENT = 26;
  private static final double DOLLARS_PER_BYTE = 0.50 / (1 << 30);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

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
      description = "Who sent most since then: 10m, 2h. Default: of all that is held")
  private @Nullable Duration since;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many of each are listed. Default: ${DEFAULT-VALUE}")
  private int top = 10;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json. Default: text")
  private Output output = Output.TEXT;

  private final Standard standard;

  public StatsCommand() {
    this(Standard.ofThisProcess());
  }

  /** With other streams and another environment. */
  public StatsCommand(Standard standard) {
    this.standard = standard;
  }

  /** What one sender has sent. */
  private record Volume(String name, long events, long bytes) {
    Volume plus(Volume other) {
      return new Volume(name, events + other.events, bytes + other.bytes);
    }

    long billedBytes() {
      return bytes + BILLED_BYTES_PER_EVENT * events;
    }
  }

  @Override
  public Integer call() {
    try {
      ConsoleApi api = ConsoleApi.at(endpoint, standard.env());
      Map<String, String> range = new HashMap<>();
      if (since != null) {
        range.put("from", String.valueOf(Instant.now().minus(since).toEpochMilli()));
      }
      Json health = api.get("health", Map.of());
      Json volume = api.get("volume", range);
      String text = output == Output.JSON ? json(health, volume) : text(api, health, volume);
      standard.out().write(text.getBytes(StandardCharsets.UTF_8));
      standard.out().flush();
      return 0;
    } catch (ApiProblem problem) {
      standard.say(String.valueOf(problem.getMessage()));
      return problem.isWrongUsage() ? WRONG_USAGE : FAILED;
    } catch (IOException readerGone) {
      return 0;
    }
  }

  private String text(ConsoleApi api, Json health, Json volume) {
    StringBuilder text = new StringBuilder();
    text.append("console    ").append(api.endpoint()).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "rate       %,.0f events/s, %s/s over the last 10 s%n",
            health.decimal("eventsPerSecond"),
            bytes(health.decimal("bytesPerSecond"))));
    text.append(
        String.format(
            Locale.ROOT,
            "cost       $%,.2f a month at this rate: ingestion in us-east-1, $0.50 a GB, 26 bytes more"
                + " an event%n",
            health.decimal("costPerMonthDollars")));
    text.append(
        String.format(
            Locale.ROOT,
            "accepted   %,d events, %s%n",
            health.number("acceptedEvents"),
            bytes(health.decimal("acceptedBytes"))));
    text.append(
        String.format(
            Locale.ROOT,
            "held       %,d events, %s of %s%s%n",
            health.number("heldEvents"),
            bytes(health.decimal("heldBytes")),
            bytes(health.decimal("maxBytes")),
            health.number("oldestTime") == 0
                ? ""
                : ", from "
                    + time(health.number("oldestTime"))
                    + " to "
                    + time(health.number("newestTime"))));
    appendVolumes(volume, text);
    appendGaps(health, text);
    appendLosses(health, text);
    return text.toString();
  }

  private void appendVolumes(Json volume, StringBuilder text) {
    List<Json> streams = volume.objects("streams");
    appendVolume("NAMESPACE", sums(streams, each -> named(each.optional("namespace"))), text);
    appendVolume(
        "POD",
        sums(
            streams,
            each -> {
              String pod = each.optional("pod");
              return pod == null ? each.text("logStream") : pod;
            }),
        text);
  }

  private static String named(@Nullable String namespace) {
    return namespace == null ? "(none)" : namespace;
  }

  private static List<Volume> sums(List<Json> streams, Function<Json, String> name) {
    Map<String, Volume> sums = new LinkedHashMap<>();
    for (Json stream : streams) {
      Volume volume =
          new Volume(name.apply(stream), stream.number("events"), stream.number("bytes"));
      sums.merge(volume.name(), volume, Volume::plus);
    }
    List<Volume> volumes = new ArrayList<>(sums.values());
    volumes.sort(Comparator.comparingLong(Volume::billedBytes).reversed());
    return volumes;
  }

  private void appendVolume(String title, List<Volume> volumes, StringBuilder text) {
    if (volumes.isEmpty()) {
      return;
    }
    long all = volumes.stream().mapToLong(Volume::billedBytes).sum();
    TextTable table = new TextTable("    BYTES", "   EVENTS", "SHARE", "      COST");
    for (Volume volume : volumes.subList(0, Math.min(Math.max(0, top), volumes.size()))) {
      table.add(
          List.of(
              bytes((double) volume.bytes()),
              String.format(Locale.ROOT, "%,d", volume.events()),
              String.format(
                  Locale.ROOT,
                  "%.0f %%",
                  100.0 * (double) volume.billedBytes() / (double) Math.max(1, all)),
              String.format(
                  Locale.ROOT, "$%,.4f", (double) volume.billedBytes() * DOLLARS_PER_BYTE)),
          visible(volume.name()));
    }
    text.append('\n').append(table.text(title, 0));
    if (volumes.size() > top) {
      text.append(
          String.format(Locale.ROOT, "and %,d more; --top shows them%n", volumes.size() - top));
    }
  }

  private void appendGaps(Json health, StringBuilder text) {
    List<Json> gaps = health.objects("gaps");
    text.append(
        String.format(
            Locale.ROOT,
            "%ngaps       %s%n",
            gaps.isEmpty()
                ? String.format(
                    Locale.ROOT, "none in the seq of %,d processes", health.number("processes"))
                : String.format(
                    Locale.ROOT,
                    "%,d numbers are missing in the seq of %,d processes",
                    gaps.stream().mapToLong(gap -> gap.number("missing")).sum(),
                    health.number("processes"))));
    for (Json gap : gaps.subList(0, Math.min(Math.max(0, top), gaps.size()))) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s: %d to %d (%,d)%n",
              visible(gap.text("process")),
              gap.number("from"),
              gap.number("to"),
              gap.number("missing")));
    }
  }

  private void appendLosses(Json health, StringBuilder text) {
    List<Json> losses = health.objects("losses");
    text.append(
        losses.isEmpty()
            ? "losses     none told\n"
            : String.format(
                Locale.ROOT,
                "losses     %,d events, in %,d records%n",
                losses.stream().mapToLong(loss -> loss.number("events")).sum(),
                losses.size()));
    for (Json loss : losses.subList(0, Math.min(Math.max(0, top), losses.size()))) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s %s: %s%n",
              time(loss.number("time")),
              visible(loss.text("process")),
              visible(loss.text("text"))));
    }
  }

  /** Names come from whoever sends. */
  private static String visible(String text) {
    return Visible.line(text);
  }

  private static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
  }

  private static String bytes(double bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    double value = bytes;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }

  private static String json(Json health, Json volume) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JsonTree.FACTORY.createGenerator(text)) {
      out.useDefaultPrettyPrinter();
      out.writeStartObject();
      out.writeFieldName("health");
      write(health.members(), out);
      out.writeFieldName("volume");
      write(volume.members(), out);
      out.writeEndObject();
    }
    return text + "\n";
  }

  private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
    if (value instanceof Map<?, ?> members) {
      out.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        out.writeFieldName(String.valueOf(member.getKey()));
        write(member.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof List<?> elements) {
      out.writeStartArray();
      for (Object element : elements) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (value instanceof Number number) {
      out.writeNumber(number.toString());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value == null || value == JsonNull.NULL) {
      out.writeNull();
    } else {
      out.writeString(value.toString());
    }
  }
}
