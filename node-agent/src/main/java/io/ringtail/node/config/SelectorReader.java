package io.ringtail.node.config;

import io.ringtail.config.NearestName;
import io.ringtail.config.Parsed;
import java.util.List;

/** Reads {@code when}, of transforms and routes. */
final class SelectorReader {
  private static final List<String> STREAMS = List.of("stdout", "stderr");

  private final Names sources;

  SelectorReader(Names sources) {
    this.sources = sources;
  }

  Selector read(Section parent) {
    Section when = parent.section("when");
    Selector selector =
        new Selector(
            when.values("sources", this::source),
            when.values("namespaces", Legal::nameGlob),
            when.values("pods", Legal::nameGlob),
            when.values("containers", Legal::nameGlob),
            when.values("streams", Legal.oneOf(STREAMS)),
            when.map("labels", Legal::text));
    when.end();
    return selector;
  }

  private Parsed<String> source(String glob) {
    List<String> known = sources.all();
    if (known.stream().anyMatch(name -> Glob.matches(glob, name))) {
      return Parsed.good(glob);
    }
    return Parsed.bad(
        "matches no source"
            + NearestName.hint(glob, known)
            + (known.isEmpty() ? "; none is defined" : "; there are " + String.join(", ", known)));
  }
}
