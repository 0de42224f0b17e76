package io.ringtail.node.config;

/** What the text of a parser's field is sent as, as far as it is one; else it stays a text. */
public enum FieldType {
  STRING,
  INTEGER,
  FLOAT,
  BOOL,
  HEX
}
