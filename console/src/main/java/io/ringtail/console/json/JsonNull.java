package io.ringtail.console.json;

/** JSON's {@code null}, as a value that may stand in a map. */
public enum JsonNull {
  NULL
}
