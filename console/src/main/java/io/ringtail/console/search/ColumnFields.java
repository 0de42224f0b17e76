package io.ringtail.console.search;

import io.ringtail.console.event.Leaf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.NumericUtils;

/**
 * The columns of one kind as fields of a document, which are used again with the next event.
 *
 * <p>Threading: one thread.
 */
final class ColumnFields {
  /** A field may be there several times. */
  private static final class Column {
    final String name;
    final List<SortedNumericDocValuesField> fields = new ArrayList<>();
    int used;
    long event;

    Column(String name) {
      this.name = name;
    }
  }

  private final String kind;
  private final Columns columns;
  private final Map<String, Column> byPath = new HashMap<>();
  private long event;

  ColumnFields(String kind, Columns columns) {
    this.kind = kind;
    this.columns = columns;
  }

  /** Begins with another event. */
  void begin() {
    event++;
  }

  /** Adds the number to the document; false where there are too many columns. */
  boolean add(Leaf leaf, List<IndexableField> document) {
    Column column = byPath.get(leaf.name());
    if (column == null) {
      String name = columns.of(kind, leaf.name());
      if (name == null) {
        return false;
      }
      column = new Column(name);
      byPath.put(leaf.name(), column);
    }
    if (column.event != event) {
      column.event = event;
      column.used = 0;
    }
    if (column.used == column.fields.size()) {
      column.fields.add(new SortedNumericDocValuesField(column.name, 0));
    }
    SortedNumericDocValuesField field = column.fields.get(column.used++);
    field.setLongValue(NumericUtils.doubleToSortableLong(leaf.number()));
    document.add(field);
    return true;
  }
}
