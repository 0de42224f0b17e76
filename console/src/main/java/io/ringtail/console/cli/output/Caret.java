package io.ringtail.console.cli.output;

/** Shows the place of an error. */
public final class Caret {
  private static final int MAX_WIDTH = 76;
  private static final String INDENT = "  ";

  private Caret() {}

  /** The text on one line, and carets under {@code length} characters from {@code position}. */
  public static String under(String text, int position, int length) {
    int from = Math.max(0, Math.min(position - MAX_WIDTH / 2, text.length() - MAX_WIDTH));
    int to = Math.min(text.length(), from + MAX_WIDTH);
    StringBuilder line = new StringBuilder(INDENT);
    StringBuilder marks = new StringBuilder(INDENT);
    for (int at = from; at < Math.max(to, position + 1); at++) {
      String shown = at < text.length() ? Visible.line(text.substring(at, at + 1)) : "";
      line.append(shown.equals("\t") ? " " : shown);
      boolean isMarked =
          at >= position && at < position + Math.max(1, length) && (at < to || at == position);
      marks.append((isMarked ? "^" : " ").repeat(Math.max(1, shown.length())));
    }
    return line + "\n" + marks.toString().stripTrailing();
  }
}
