package io.ringtail.node.config;

import com.google.re2j.Pattern;
import io.ringtail.config.Values;
import io.ringtail.node.config.TransformConfig.Add;
import io.ringtail.node.config.TransformConfig.Grep;
import io.ringtail.node.config.TransformConfig.Keep;
import io.ringtail.node.config.TransformConfig.Parse;
import io.ringtail.node.config.TransformConfig.RateLimit;
import io.ringtail.node.config.TransformConfig.Redact;
import io.ringtail.node.config.TransformConfig.Remove;
import io.ringtail.node.config.TransformConfig.Rename;
import io.ringtail.node.config.TransformConfig.Sample;
import io.ringtail.node.config.TransformConfig.Scope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one item of {@code transforms}. */
final class TransformReader {
  /** Ready patterns of what must not be seen. */
  static final List<String> READY_PATTERNS = List.of("card", "token", "email");

  private static final Pattern NOTHING = Pattern.compile("");
  private static final String STARS = "****";

  /** What a transform does. */
  enum Type {
    PARSE,
    RENAME,
    KEEP,
    REMOVE,
    ADD,
    GREP,
    REDACT,
    RATE_LIMIT,
    SAMPLE
  }

  private final Names parsers;
  private final SelectorReader selectors;

  TransformReader(Names parsers, SelectorReader selectors) {
    this.parsers = parsers;
    this.selectors = selectors;
  }

  /** Null where it cannot be told what is to be done, which is told. */
  @Nullable TransformConfig read(Section section) {
    Type type = section.required("type", Legal.oneOf(Type.class));
    if (type == null) {
      // Which keys are legal is not known.
      return null;
    }
    Selector when = selectors.read(section);
    TransformConfig transform =
        switch (type) {
          case PARSE -> new Parse(when, section.required("parser", parsers::refer, ""));
          case RENAME -> new Rename(when, requiredMap(section, "names"));
          case KEEP -> new Keep(when, requiredNames(section, "fields"));
          case REMOVE -> new Remove(when, requiredNames(section, "fields"));
          case ADD -> new Add(when, requiredMap(section, "fields"));
          case GREP -> grep(when, section);
          case REDACT -> redact(when, section);
          case RATE_LIMIT -> rateLimit(when, section);
          case SAMPLE ->
              new Sample(
                  when, section.required("keep-one-in", Legal.whole(1, Integer.MAX_VALUE), 1));
        };
    section.end();
    return transform;
  }

  private static Grep grep(Selector when, Section section) {
    return new Grep(
        when,
        section.value("field", Legal::name, "log"),
        section.required("pattern", Legal::regex, NOTHING),
        section.value("exclude", Values::bool, false));
  }

  private static Redact redact(Selector when, Section section) {
    if (!section.has("ready") && !section.has("patterns")) {
      section.error("ready", "missing; legal is ready, patterns or both");
    }
    return new Redact(
        when,
        section.values("ready", Legal.oneOf(READY_PATTERNS)),
        section.values("patterns", Legal::regex),
        section.value("replacement", Legal::text, STARS));
  }

  private static RateLimit rateLimit(Selector when, Section section) {
    double rate = section.required("entries-per-second", Legal::positive, 1.0);
    int burst = (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.ceil(rate)));
    return new RateLimit(
        when,
        rate,
        section.value("burst", Legal.whole(1, Integer.MAX_VALUE), burst),
        section.value("per", Legal.oneOf(Scope.class), Scope.POD));
  }

  private static List<String> requiredNames(Section section, String key) {
    List<String> names = section.values(key, Legal::name);
    if (!section.has(key)) {
      section.error(key, "missing; legal are names of fields, parts of parts joined by dots");
    }
    return names;
  }

  private static Map<String, String> requiredMap(Section section, String key) {
    if (!section.has(key)) {
      section.error(key, "missing; legal is a mapping");
    }
    return section.map(key, Legal::text);
  }
}
