package io.ringtail.console.search;

import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.Query;

/** Events by their timestamp. */
final class TimeQuery {
  private TimeQuery() {}

  static Query of(io.ringtail.console.query.Query.Compare compare) {
    double value = compare.value();
    long floor = (long) Math.floor(value);
    long ceil = (long) Math.ceil(value);
    return switch (compare.comparison()) {
      case ABOVE -> range(floor + 1, Long.MAX_VALUE);
      case AT_LEAST -> range(ceil, Long.MAX_VALUE);
      case BELOW -> range(Long.MIN_VALUE, ceil - 1);
      case AT_MOST -> range(Long.MIN_VALUE, floor);
    };
  }

  private static Query range(long from, long to) {
    return NumericDocValuesField.newSlowRangeQuery(Fields.TIME, from, to);
  }
}
