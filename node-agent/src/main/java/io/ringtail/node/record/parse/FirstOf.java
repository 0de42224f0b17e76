package io.ringtail.node.record.parse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first of several parsers that knows the text's shape. */
final class FirstOf implements Parser {
  private final List<Parser> parsers;

  FirstOf(Parser... parsers) {
    this.parsers = List.of(parsers);
  }

  @Override
  public @Nullable Parsed parse(String text, Instant written) {
    for (Parser parser : parsers) {
      Parsed parsed = parser.parse(text, written);
      if (parsed != null) {
        return parsed;
      }
    }
    return null;
  }
}
