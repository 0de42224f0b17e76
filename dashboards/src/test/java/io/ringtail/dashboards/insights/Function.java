package io.ringtail.dashboards.insights;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions that our queries use. Rows come to an aggregate in the order of time. */
enum Function {
  ISPRESENT(1, 1, false),
  COALESCE(1, 16, false),
  TOUPPER(1, 1, false),
  STRLEN(1, 1, false),
  /** The time and a period in milliseconds. */
  BIN(2, 2, false),
  COUNT(0, 1, true),
  SUM(1, 1, true),
  AVG(1, 1, true),
  MIN(1, 1, true),
  MAX(1, 1, true),
  PCT(2, 2, true),
  EARLIEST(1, 1, true),
  LATEST(1, 1, true);

  private final int least;
  private final int most;
  private final boolean aggregate;

  Function(int least, int most, boolean aggregate) {
    this.least = least;
    this.most = most;
    this.aggregate = aggregate;
  }

  static @Nullable Function named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElse(null);
  }

  boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }

  boolean isAggregate() {
    return aggregate;
  }

  @Nullable Object apply(List<@Nullable Object> values) {
    Object first = values.get(0);
    return switch (this) {
      case ISPRESENT -> first != null;
      case COALESCE -> values.stream().filter(Objects::nonNull).findFirst().orElse(null);
      case TOUPPER -> first == null ? null : Expression.text(first).toUpperCase(Locale.ROOT);
      case STRLEN ->
          first == null
              ? null
              : (double) first.toString().codePointCount(0, first.toString().length());
      case BIN -> {
        double period = Expression.number(values.get(1));
        yield Math.floor(Expression.number(first) / period) * period;
      }
      default -> throw new AssertionError(this);
    };
  }

  @Nullable Object aggregate(List<Object> values, double parameter) {
    if (this == COUNT) {
      return (double) values.size();
    }
    if (values.isEmpty()) {
      return null;
    }
    double[] numbers = values.stream().mapToDouble(Expression::number).sorted().toArray();
    return switch (this) {
      case SUM -> Arrays.stream(numbers).sum();
      case AVG -> Arrays.stream(numbers).average().orElse(Double.NaN);
      case MIN -> numbers[0];
      case MAX -> numbers[numbers.length - 1];
      case PCT -> numbers[(int) Math.ceil(parameter / 100 * numbers.length) - 1];
      case EARLIEST -> values.get(0);
      case LATEST -> values.get(values.size() - 1);
      default -> throw new AssertionError(this);
    };
  }
}
