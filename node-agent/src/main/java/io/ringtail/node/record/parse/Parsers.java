package io.ringtail.node.record.parse;

import io.ringtail.config.NearestName;
import io.ringtail.node.config.ParserConfig;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The parsers that a configuration, a transform or a pod may name: the ready ones, with the names
 * and the fields of Fluent Bit's, and those of the configuration, which win.
 *
 * <p>Threading: safe.
 */
public final class Parsers {
  private final Map<String, Parser> parsers = ready();
  private final Notices notices;

  /**
   * @param configured with time formats that {@link Strptime} knows
   * @param notices tells of names that nobody knows; once each
   */
  public Parsers(List<ParserConfig> configured, Notices notices) {
    this.notices = notices;
    for (ParserConfig config : configured) {
      parsers.put(config.name(), of(config));
    }
  }

  /** The names of the ready parsers. */
  public static Set<String> readyNames() {
    return new TreeSet<>(ready().keySet());
  }

  /**
   * @param askedBy who named it, for people: {@code pod shop/cart-1}
   * @return null if there is none; that is told
   */
  public @Nullable Parser find(String name, String askedBy) {
    Parser parser = parsers.get(name);
    if (parser == null) {
      notices.tell(
          Weight.WARNING,
          "parser " + name,
          askedBy
              + " asks for the parser "
              + name
              + ", which is not known"
              + NearestName.hint(name, parsers.keySet())
              + "; its entries are sent without it");
    }
    return parser;
  }

  private static Map<String, Parser> ready() {
    Map<String, Parser> ready = new TreeMap<>(SystemLogs.PARSERS);
    ready.putAll(AccessLogs.PARSERS);
    ready.putAll(DatabaseLogs.PARSERS);
    return ready;
  }

  private static Parser of(ParserConfig config) {
    TimeField time =
        config.timeKey() == null || config.timeFormat() == null
            ? null
            : new TimeField(config.timeKey(), new Strptime(config.timeFormat()), config.timeKeep());
    Parser parser = of(config, time);
    return config.types().isEmpty() ? parser : new TypedParser(parser, config.types());
  }

  private static Parser of(ParserConfig config, @Nullable TimeField time) {
    return switch (config.kind()) {
      case JSON -> new JsonParser(time);
      case LOGFMT -> new LogfmtParser(time);
      case LTSV -> new LtsvParser(time);
      case REGEX -> {
        if (config.pattern() == null) {
          throw new IllegalArgumentException("the parser " + config.name() + " has no pattern");
        }
        yield new RegexParser(config.pattern(), time);
      }
    };
  }
}
