package io.ringtail.console.cli.output;

/** Writes an event as text, the end of its line included. */
public interface LineFormat {
  void append(Line line, StringBuilder to);
}
