package io.ringtail.bench.load;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, which is also readable as it is. Threading: one thread. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /** The first row is the heading. */
  public Table row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  @Override
  public String toString() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      append(out, rows.get(r), widths);
      if (r == 0) {
        List<String> rule = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
          rule.add(i == 0 ? "-".repeat(widths[i]) : "-".repeat(widths[i] - 1) + ":");
        }
        append(out, rule, widths);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, List<String> cells, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      out.append("| ").append(i == 0 ? cells.get(i) + padding : padding + cells.get(i)).append(' ');
    }
    out.append("|\n");
  }
}
