package io.ringtail.node.config;

import com.google.re2j.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parser that makes fields of an entry's text.
 *
 * @param kind of text
 * @param pattern for kind REGEX: its named groups become fields
 * @param timeKey the field that holds the entry's time; null: the time stays as it was read
 * @param timeFormat as Fluent Bit's (strptime, with %L for fractions); null with no time key
 * @param timeKeep whether the time's field is sent as well
 * @param types of fields that are no text; empty for kind JSON, which has its own
 */
public record ParserConfig(
    String name,
    Kind kind,
    @Nullable Pattern pattern,
    @Nullable String timeKey,
    @Nullable String timeFormat,
    boolean timeKeep,
    Map<String, FieldType> types) {

  public ParserConfig {
    types = Map.copyOf(types);
  }

  /** What the text looks like. */
  public enum Kind {
    JSON,
    REGEX,
    LOGFMT,
    LTSV
  }
}
