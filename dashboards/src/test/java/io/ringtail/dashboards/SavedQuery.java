package io.ringtail.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Logs Insights query of the folder `queries`: its first line is a comment with its title.
 *
 * @param name of the file, without its end
 * @param text all of the file, comments too, as Logs Insights takes it
 */
record SavedQuery(String name, String title, String text) {
  private static final String END = ".query";

  static SavedQuery read(Path file) {
    try {
      String text = Files.readString(file).strip();
      String fileName = file.getFileName().toString();
      if (!text.startsWith("# ") || !fileName.endsWith(END)) {
        throw new AssertionError(file + ": not a query that begins with `# Title`");
      }
      return new SavedQuery(
          fileName.substring(0, fileName.length() - END.length()),
          text.lines().findFirst().orElseThrow().substring(2),
          text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a dashboard's widget has it: on one line, without comments. */
  String onOneLine() {
    StringBuilder line = new StringBuilder();
    text.lines()
        .filter(each -> !each.startsWith("#"))
        .forEach(each -> line.append(line.isEmpty() ? "" : " ").append(each.strip()));
    return line.toString();
  }
}
