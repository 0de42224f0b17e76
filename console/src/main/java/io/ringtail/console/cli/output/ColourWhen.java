package io.ringtail.console.cli.output;

/** When output is coloured. */
public enum ColourWhen {
  AUTO,
  ALWAYS,
  NEVER
}
