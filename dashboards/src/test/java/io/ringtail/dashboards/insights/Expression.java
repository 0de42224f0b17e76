package io.ringtail.dashboards.insights;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a query that has a value: Double, String, Boolean, or null where there is none. */
sealed interface Expression {

  /**
   * @param rows all of the group for an aggregate, one row otherwise
   */
  @Nullable Object value(List<Row> rows);

  /** The fields that it reads. */
  default Set<String> fields() {
    Set<String> fields = new TreeSet<>();
    collect(fields);
    return fields;
  }

  void collect(Set<String> fields);

  record Field(String name) implements Expression {
    @Override
    public @Nullable Object value(List<Row> rows) {
      return rows.isEmpty() ? null : rows.get(0).get(name);
    }

    @Override
    public void collect(Set<String> fields) {
      fields.add(name);
    }
  }

  record Literal(Object value) implements Expression {
    @Override
    public Object value(List<Row> rows) {
      return value;
    }

    @Override
    public void collect(Set<String> fields) {}
  }

  /** {@code like} with a pattern. */
  record Matches(Expression operand, Pattern pattern) implements Expression {
    @Override
    public Boolean value(List<Row> rows) {
      Object value = operand.value(rows);
      return value != null && pattern.matcher(text(value)).find();
    }

    @Override
    public void collect(Set<String> fields) {
      operand.collect(fields);
    }
  }

  record OneOf(Expression operand, List<Expression> choices) implements Expression {
    @Override
    public Boolean value(List<Row> rows) {
      Object value = operand.value(rows);
      return value != null && choices.stream().anyMatch(choice -> value.equals(choice.value(rows)));
    }

    @Override
    public void collect(Set<String> fields) {
      operand.collect(fields);
      choices.forEach(choice -> choice.collect(fields));
    }
  }

  record Not(Expression operand) implements Expression {
    @Override
    public Boolean value(List<Row> rows) {
      return !Boolean.TRUE.equals(operand.value(rows));
    }

    @Override
    public void collect(Set<String> fields) {
      operand.collect(fields);
    }
  }

  record Binary(String operator, Expression left, Expression right) implements Expression {
    @Override
    public @Nullable Object value(List<Row> rows) {
      Object a = left.value(rows);
      if (operator.equals("and") || operator.equals("or")) {
        boolean first = Boolean.TRUE.equals(a);
        return operator.equals("and")
            ? first && Boolean.TRUE.equals(right.value(rows))
            : first || Boolean.TRUE.equals(right.value(rows));
      }
      Object b = right.value(rows);
      if (a == null || b == null) {
        return null;
      }
      return switch (operator) {
        case "=" -> a.equals(b);
        case "!=" -> !a.equals(b);
        case "<" -> number(a) < number(b);
        case "<=" -> number(a) <= number(b);
        case ">" -> number(a) > number(b);
        case ">=" -> number(a) >= number(b);
        case "+" -> number(a) + number(b);
        case "-" -> number(a) - number(b);
        case "*" -> number(a) * number(b);
        case "/" -> number(a) / number(b);
        case "%" -> number(a) % number(b);
        default -> throw new AssertionError(operator);
      };
    }

    @Override
    public void collect(Set<String> fields) {
      left.collect(fields);
      right.collect(fields);
    }
  }

  /** A function of one row, or, where the function is an aggregate, of all rows of a group. */
  record Call(Function function, List<Expression> arguments) implements Expression {
    @Override
    public @Nullable Object value(List<Row> rows) {
      if (!function.isAggregate()) {
        List<@Nullable Object> values = new ArrayList<>();
        arguments.forEach(argument -> values.add(argument.value(rows)));
        return function.apply(values);
      }
      List<Object> values = new ArrayList<>();
      for (Row row : rows) {
        Object value = arguments.isEmpty() ? (Object) 1.0 : arguments.get(0).value(List.of(row));
        if (value != null) {
          values.add(value);
        }
      }
      double parameter = arguments.size() < 2 ? 0 : number(arguments.get(1).value(rows));
      return function.aggregate(values, parameter);
    }

    @Override
    public void collect(Set<String> fields) {
      arguments.forEach(argument -> argument.collect(fields));
    }
  }

  static double number(@Nullable Object value) {
    return value instanceof Double number ? number : Double.NaN;
  }

  static String text(Object value) {
    return value instanceof Double number && number == Math.rint(number)
        ? String.valueOf(number.longValue())
        : String.valueOf(value);
  }
}
