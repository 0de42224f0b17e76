package io.ringtail.console.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell, and one last column of any width. */
public final class TextTable {
  private static final String GAP = "  ";
  private static final String CUT = "…";
  private static final int MIN_LAST_WIDTH = 20;

  private final List<String> names;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> last = new ArrayList<>();

  public TextTable(String... names) {
    this.names = List.of(names);
  }

  /** Cells that begin with a digit or $ stand at the right. */
  public void add(List<String> cells, String lastCell) {
    rows.add(List.copyOf(cells));
    last.add(lastCell);
  }

  /**
   * @param width of a line; 0: any
   */
  public String text(String lastName, int width) {
    int[] widths = new int[names.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = names.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    append(names, lastName, widths, width, text);
    for (int i = 0; i < rows.size(); i++) {
      append(rows.get(i), last.get(i), widths, width, text);
    }
    return text.toString();
  }

  private static void append(
      List<String> cells, String lastCell, int[] widths, int width, StringBuilder to) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String blanks = " ".repeat(widths[column] - cell.length());
      boolean isNumber = !cell.isEmpty() && "0123456789$".indexOf(cell.charAt(0)) >= 0;
      line.append(isNumber ? blanks + cell : cell + blanks).append(GAP);
    }
    int room = width == 0 ? Integer.MAX_VALUE : Math.max(MIN_LAST_WIDTH, width - line.length());
    line.append(
        lastCell.length() <= room ? lastCell : lastCell.substring(0, room - CUT.length()) + CUT);
    to.append(line.toString().stripTrailing()).append('\n');
  }
}
