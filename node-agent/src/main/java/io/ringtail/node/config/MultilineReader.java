package io.ringtail.node.config;

import com.google.re2j.Pattern;

/** Reads one item of {@code multiline}. */
final class MultilineReader {
  private MultilineReader() {}

  static MultilineRule read(Section section, Names rules) {
    String name = rules.define(section);
    Pattern start = section.value("start", Legal::regex);
    Pattern next = section.value("next", Legal::regex);
    if (!section.has("start") && !section.has("next")) {
      section.error("start", "missing; legal is start, next or both");
    }
    section.end();
    return new MultilineRule(name, start, next);
  }
}
