package io.ringtail.console.cli.output;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** For people: pod, container, level, message; a stack trace below it. */
public final class TextFormat implements LineFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");
  private static final String INDENT = "    ";
  private static final String ERROR = "1;31";
  private static final String WARN = "33";
  private static final String FAINT = "2";
  private static final int LEVEL_WIDTH = 5;

  private final boolean colours;
  private final boolean timestamps;
  private final ZoneId zone;
  private final Palette palette = new Palette();

  public TextFormat(boolean colours, boolean timestamps, ZoneId zone) {
    this.colours = colours;
    this.timestamps = timestamps;
    this.zone = zone;
  }

  @Override
  public void append(Line line, StringBuilder to) {
    if (timestamps) {
      painted(TIME.format(line.time().atZone(zone)), FAINT, to);
      to.append(' ');
    }
    String colour = palette.of(line.source());
    String source = line.namespace() == null ? "" : line.namespace() + "/";
    painted(Visible.line(source + line.source()), colour, to);
    to.append(' ');
    if (line.container() != null) {
      painted(Visible.line(line.container()), colour, to);
      to.append(' ');
    }
    appendLevel(line.level(), to);
    to.append(Visible.lines(line.message(), INDENT)).append('\n');
    if (line.stack() != null) {
      to.append(INDENT).append(Visible.lines(line.stack(), INDENT)).append('\n');
    }
  }

  private void appendLevel(@Nullable String level, StringBuilder to) {
    if (level == null) {
      return;
    }
    String shown = Visible.line(level);
    switch (shown) {
      case "ERROR", "FATAL" -> painted(shown, ERROR, to);
      case "WARN" -> painted(shown, WARN, to);
      case "DEBUG", "TRACE" -> painted(shown, FAINT, to);
      default -> to.append(shown);
    }
    to.append(" ".repeat(Math.max(0, LEVEL_WIDTH - shown.length()) + 1));
  }

  private void painted(String text, String sgr, StringBuilder to) {
    if (colours) {
      to.append("\u001b[").append(sgr).append('m').append(text).append("\u001b[0m");
    } else {
      to.append(text);
    }
  }
}
