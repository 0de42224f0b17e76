package io.ringtail.dashboards.insights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One step of a query. */
sealed interface Command {
  List<Row> run(List<Row> rows);

  /**
   * Fields after it, of those before it.
   *
   * @throws InsightsException for a field that there is none of
   */
  Set<String> scope(Set<String> before);

  /** {@code expression as alias}. */
  record Named(Expression expression, @Nullable String alias) {
    String name() {
      if (alias != null) {
        return alias;
      }
      return expression instanceof Expression.Field field ? field.name() : expression.toString();
    }
  }

  record Fields(List<Named> columns) implements Command {
    @Override
    public List<Row> run(List<Row> rows) {
      return rows.stream().map(row -> row.with(values(columns, List.of(row)))).toList();
    }

    @Override
    public Set<String> scope(Set<String> before) {
      return grown(before, columns);
    }
  }

  record Filter(Expression condition) implements Command {
    @Override
    public List<Row> run(List<Row> rows) {
      return rows.stream()
          .filter(row -> Boolean.TRUE.equals(condition.value(List.of(row))))
          .toList();
    }

    @Override
    public Set<String> scope(Set<String> before) {
      known(condition, before);
      return before;
    }
  }

  record Parse(Expression operand, Pattern pattern, List<String> groups) implements Command {
    @Override
    public List<Row> run(List<Row> rows) {
      return rows.stream().map(this::parsed).toList();
    }

    private Row parsed(Row row) {
      Object value = operand.value(List.of(row));
      Matcher matcher = pattern.matcher(value == null ? "" : Expression.text(value));
      Map<String, Object> found = new LinkedHashMap<>();
      if (value != null && matcher.find()) {
        groups.forEach(group -> found.put(group, matcher.group(group)));
      }
      return row.with(found);
    }

    @Override
    public Set<String> scope(Set<String> before) {
      known(operand, before);
      Set<String> after = new HashSet<>(before);
      after.addAll(groups);
      return after;
    }
  }

  record Stats(List<Named> columns, List<Named> by) implements Command {
    @Override
    public List<Row> run(List<Row> rows) {
      Map<Map<String, Object>, List<Row>> groups = new LinkedHashMap<>();
      for (Row row : rows) {
        groups.computeIfAbsent(values(by, List.of(row)), key -> new ArrayList<>()).add(row);
      }
      List<Row> results = new ArrayList<>();
      groups.forEach((key, group) -> results.add(result(key, group)));
      return results;
    }

    private Row result(Map<String, Object> key, List<Row> group) {
      Map<String, Object> result = new LinkedHashMap<>(key);
      for (Named column : columns) {
        // A column may be made of those before it.
        List<Row> rows = group.stream().map(row -> row.with(result)).toList();
        result.putAll(values(List.of(column), rows));
      }
      return new Row(result);
    }

    @Override
    public Set<String> scope(Set<String> before) {
      grown(before, by);
      Set<String> visible = new HashSet<>(before);
      Set<String> after = new HashSet<>();
      by.forEach(each -> after.add(each.name()));
      for (Named column : columns) {
        known(column.expression(), visible);
        visible.add(column.name());
        after.add(column.name());
      }
      return after;
    }
  }

  record Sort(Expression key, boolean descending) implements Command {
    @Override
    public List<Row> run(List<Row> rows) {
      Comparator<Row> order =
          Comparator.comparingDouble(row -> Expression.number(key.value(List.of(row))));
      return rows.stream().sorted(descending ? order.reversed() : order).toList();
    }

    @Override
    public Set<String> scope(Set<String> before) {
      known(key, before);
      return before;
    }
  }

  record Limit(int most) implements Command {
    @Override
    public List<Row> run(List<Row> rows) {
      return rows.subList(0, Math.min(most, rows.size()));
    }

    @Override
    public Set<String> scope(Set<String> before) {
      return before;
    }
  }

  private static Map<String, Object> values(List<Named> columns, List<Row> rows) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Named column : columns) {
      Object value = column.expression().value(rows);
      if (value != null) {
        values.put(column.name(), value);
      }
    }
    return values;
  }

  private static Set<String> grown(Set<String> before, List<Named> columns) {
    Set<String> after = new HashSet<>(before);
    for (Named column : columns) {
      known(column.expression(), after);
      after.add(column.name());
    }
    return after;
  }

  private static void known(Expression expression, Set<String> scope) {
    for (String field : expression.fields()) {
      if (!scope.contains(field)) {
        throw new InsightsException("no event and no step before has the field " + field);
      }
    }
  }
}
