package io.ringtail.node.config;

import io.ringtail.config.NearestName;
import io.ringtail.config.Parsed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names that were given in the file, for those that refer to them. */
final class Names {
  private final String of;
  private final List<String> ready;
  private final boolean mayReplace;
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  /**
   * @param of what they name, for people
   * @param ready names that are there without the file
   * @param mayReplace whether the file may give one of these to something of its own
   */
  Names(String of, List<String> ready, boolean mayReplace) {
    this.of = of;
    this.ready = List.copyOf(ready);
    this.mayReplace = mayReplace;
  }

  /** The name under {@code name}; one that was given before is told. */
  String define(Section section) {
    String name = section.required("name", Legal::name, "");
    if (name.isEmpty()) {
      return name;
    }
    Integer earlier = lines.putIfAbsent(name, section.line("name"));
    if (earlier != null) {
      section.error("name", "the " + of + " in line " + earlier + " has this name, too");
    } else if (!mayReplace && ready.contains(name)) {
      section.error("name", "there is a ready " + of + " of this name; choose another");
    }
    return name;
  }

  /** A name that somebody has given. */
  Parsed<String> refer(String text) {
    String name = text.strip();
    if (lines.containsKey(name) || ready.contains(name)) {
      return Parsed.good(name);
    }
    List<String> all = all();
    return Parsed.bad(
        "no such "
            + of
            + NearestName.hint(name, all)
            + (all.isEmpty() ? "; none is defined" : "; legal are " + String.join(", ", all)));
  }

  List<String> all() {
    List<String> all = new ArrayList<>(lines.keySet());
    all.addAll(ready);
    return all;
  }
}
