package io.ringtail.console.cli.output;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Events below each other in columns; a message is one line, cut where the terminal ends. */
public final class TableFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final int MIN_MESSAGE_WIDTH = 20;

  private final ZoneId zone;
  private final int width;

  /**
   * @param width of the terminal in characters; 0: nothing is cut
   */
  public TableFormat(ZoneId zone, int width) {
    this.zone = zone;
    this.width = width;
  }

  public String table(List<Line> lines) {
    TextTable table = new TextTable("TIME", "LEVEL", "POD", "CONTAINER");
    for (Line line : lines) {
      List<String> cells = new ArrayList<>();
      cells.add(TIME.format(line.time().atZone(zone)));
      cells.add(line.level() == null ? "" : Visible.line(line.level()));
      cells.add(Visible.line(line.source()));
      cells.add(line.container() == null ? "" : Visible.line(line.container()));
      table.add(cells, Visible.line(line.message()));
    }
    return table.text("MESSAGE", width == 0 ? 0 : Math.max(MIN_MESSAGE_WIDTH, width));
  }
}
