package io.ringtail.dashboards.insights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A query of CloudWatch Logs Insights. */
public final class InsightsQuery {
  private final List<Command> commands;

  private InsightsQuery(List<Command> commands) {
    this.commands = List.copyOf(commands);
  }

  /**
   * @throws InsightsException with the place, for a query that is wrong
   */
  public static InsightsQuery parse(String text) {
    List<Command> commands = new InsightsParser(text).query();
    long stats = commands.stream().filter(Command.Stats.class::isInstance).count();
    if (stats > 1) {
      throw new InsightsException("more than one stats: not every log class takes it");
    }
    return new InsightsQuery(commands);
  }

  /**
   * What it gives for the events. Each field must exist in an event or come from a step before.
   *
   * @throws InsightsException naming a field that does not
   */
  public List<Row> run(List<Row> events) {
    Set<String> scope = new TreeSet<>();
    events.forEach(event -> scope.addAll(event.values().keySet()));
    Set<String> visible = scope;
    List<Row> rows = new ArrayList<>(events);
    rows.sort(Comparator.comparingDouble(row -> row.number("@timestamp")));
    for (Command command : commands) {
      visible = command.scope(visible);
      rows = new ArrayList<>(command.run(rows));
    }
    return rows;
  }
}
